<?php
// The validator's PHP engine for many feeds: each include runs its script once more.
// Takes {validators, files, window} from standard input; prints what the script prints, by file.
$batch_given = json_decode(stream_get_contents(STDIN), true);
$batch_found = [];
foreach ($batch_given['files'] as $batch_file) {
    $argv = ['', $batch_file, ...$batch_given['window']];
    ob_start();
    include $batch_given['validators'] . '/validate_feed.php';
    $batch_item = json_decode(ob_get_clean(), true);
    // An old sabre/vobject expands differently: a difference is then no error.
    $batch_found[$batch_file] = [['weak' => str_starts_with($batch_item['version'], '2.')] + $batch_item];
}
echo json_encode($batch_found, JSON_INVALID_UTF8_SUBSTITUTE);

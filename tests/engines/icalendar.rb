# The gem icalendar for many feeds, asked as the validator asks it.
# Takes {files} from standard input; prints an engine's JSON, by file.
require 'json'
given = JSON.parse($stdin.read)
begin
  require 'stringio'
  require 'icalendar'
rescue LoadError
  puts JSON.generate(given['files'].to_h { |file| [file, nil] })
  exit
end
found = given['files'].to_h do |file|
  item = { engine: 'ruby', version: Icalendar::VERSION, errors: [], counts: {}, wallclock: true, weak: true }
  begin
    calendars = Icalendar::Calendar.parse(File.read(file, encoding: 'UTF-8'))
    item[:errors] << "#{calendars.size} calendars" if calendars.size != 1
    calendar = calendars[0]
    bad = (calendar.events + calendar.todos).reject(&:valid?)
    item[:errors] << "not valid: #{bad.map(&:uid).join(' ')}" unless bad.empty?
    item[:counts] = { VEVENT: calendar.events.size, VTODO: calendar.todos.size }.reject { |_, count| count.zero? }
  rescue StandardError => e
    item[:errors] << e.message[0, 300]
  end
  [file, [item]]
end
puts JSON.generate(found)

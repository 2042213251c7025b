// Makes dist/extension.js, and beside it the licences of all packages that are in it.
// Nothing is written where one of them has none: the package must not be published without.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { build } from "esbuild"

const LICENCE = /^(licen[cs]e|copying)/i
const NOTICE = /^(notice|third-?party-?notices?)/i
/** A file of a package, in the innermost folder of packages: the package's folder is the first part. */
const PACKAGED = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//

const bundled = (inputs) => {
  const folders = new Set()
  for (const input of inputs) {
    const path = resolve(input).replaceAll("\\", "/")
    const folder = PACKAGED.exec(path)?.[1]
    if (folder) folders.add(folder)
    else if (!/^src\//.test(input)) throw new Error(`${input} is bundled, and it is neither ours nor a package's`)
  }
  return [...folders]
}

const noticeOf = (folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const textsOf = (pattern) => readdirSync(folder).filter((file) => pattern.test(file)).sort()
    .map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim()).filter(Boolean)
  const licences = textsOf(LICENCE)
  if (!licences.length) throw new Error(`${name} ${version} is bundled, and there is no text of its licence in ${folder}`)
  return [`${name} ${version} (${license})`, ...licences, ...textsOf(NOTICE)].join("\n\n")
}

const { metafile, outputFiles } = await build({
  entryPoints: ["src/extension.ts"],
  bundle: true,
  platform: "node",
  target: "node18",
  external: ["vscode"],
  outfile: "dist/extension.js",
  minify: true,
  metafile: true,
  write: false,
})
try {
  const notices = bundled(Object.keys(metafile.inputs)).map(noticeOf).sort()
  const head = "This extension contains the following packages. Each has its own licence."
  const line = `\n\n${"-".repeat(80)}\n\n`
  mkdirSync("dist", { recursive: true })
  for (const file of outputFiles) writeFileSync(file.path, file.contents)
  writeFileSync("dist/third-party-notices.txt", `${[head, ...notices].join(line)}\n`)
} catch (fault) {
  console.error(fault.message)
  process.exitCode = 1
}

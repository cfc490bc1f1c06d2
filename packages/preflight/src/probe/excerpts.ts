import { awkText, type Excerpt } from './awk.ts'
import { CONFIG_LINES, TRUST_FILES } from './config.ts'
import { HELD_FIXES } from './held-fixes.ts'
import { KERNEL_FILES } from './kernel.ts'
import { REGISTRY_ADDRESSES, SITE_LINES } from './network.ts'
import { DRIVER_PACKAGES, REPOSITORY_LINES } from './packages.ts'
import { PACKAGES } from './vocabulary.ts'

const EXCERPTS: readonly Excerpt[] = [
  CONFIG_LINES,
  SITE_LINES,
  REGISTRY_ADDRESSES,
  REPOSITORY_LINES,
  ...KERNEL_FILES,
  HELD_FIXES,
  { section: 'trust', way: 'certificates', files: TRUST_FILES },
  { section: 'cpu', way: 'first_processor', files: ['/proc/cpuinfo'] },
  { section: 'packages', way: 'packages', files: ['/var/lib/dpkg/status'] },
]

/** What awk is given: `=NUMBER` and behind it the files of that excerpt. */
export const EXCERPT_FILES = EXCERPTS.flatMap(({ files }, index) => [`=${index}`, ...files]).join(' ')

const CASES = EXCERPTS.map(({ section, way, pattern = '' }, index) => {
  const read = `${way}(file, ${awkText(pattern)})`
  return `if (at == "=${index}") { if (file == at) say("@${section}"); else ${read} }`
})

/** In awk. A file that is not there, or not for this account, has no lines. */
export const READ_EXCERPTS = `
# No login of a URL leaves the host.
function without_login(line) { gsub(/\\/\\/[^\\/@ ]*@/, "//***@", line); return line }

function known_words(names, known,   i, n, word) {
  n = split(names, word, " ")
  for (i = 1; i <= n; i++) known[word[i]]
}
function some_lines(file, pattern,   line, n) {
  while (n < 100 && (getline line < file) > 0)
    if (tolower(line) ~ pattern) { n++; say(file ":" without_login(line)) }
}
function addresses(file, pattern,   line, n) {
  while (n < 100 && (getline line < file) > 0)
    while (match(line, pattern)) {
      n++; say(file ":" substr(line, RSTART, RLENGTH))
      line = substr(line, RSTART + RLENGTH)
    }
}
# The first lines carry the serial number: enough to recognise it, and never a private key.
function certificates(file, pattern,   line, more) {
  while ((getline line < file) > 0)
    if (line ~ /BEGIN CERTIFICATE/) { say(file ":" line); more = 2 }
    else if (more-- > 0) say(file "-" line)
}
# \`kernel/net/netfilter/nf_nat.ko.zst: ...\`, and nothing behind the path in the list of built-in ones.
function modules(file, names,   line, known, name) {
  known_words(names, known)
  while ((getline line < file) > 0) {
    sub(/\\.ko.*/, "", line)
    name = line
    sub(/.*\\//, "", name)
    if (name in known) say(line ".ko")
  }
}
function options(file, names,   line, known, word) {
  known_words(names, known)
  while ((getline line < file) > 0)
    if (split(line, word, "=") == 2 && word[1] in known) say(line)
}
# Each match once, however many there are.
function distinct(file, pattern,   line, match_, seen) {
  while ((getline line < file) > 0)
    while (match(line, pattern)) {
      match_ = substr(line, RSTART, RLENGTH)
      line = substr(line, RSTART + RLENGTH)
      if (!(match_ in seen)) { seen[match_]; say(match_) }
    }
}
function first_processor(file, pattern,   line) {
  while ((getline line < file) > 0 && line != "")
    if (line ~ /^(model name|flags|Features)/) say(line)
}
function packages(file, pattern,   line, word, name, state, n) {
  say("manager=dpkg")
  while ((getline line < file) > 0) {
    if (line !~ /^(Package|Status|Version): /) continue
    split(line, word, " ")
    if (word[1] == "Package:") name = word[2]
    else if (word[1] == "Status:") state = word[4]
    else if (state == "installed") {
      if (name == "iptables") say("iptables=" word[2])
      if (index(" ${PACKAGES.join(' ')} ", " " name " ") || name ~ /${DRIVER_PACKAGES}/ && n++ < 100) say("package=" name " " word[2])
    } else if (state !~ /^(not-installed|config-files)$/) say("broken=" name " " state)
  }
}
function read_excerpts(   i, file, at) {
  for (i = 1; i < files; i++) {
    file = ARGV[i]
    if (file ~ /^=/) at = file
    ${CASES.join('\n    ')}
    close(file)
  }
}
`

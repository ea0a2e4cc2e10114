# Judges whether each shared declaration of the Swift files named has its doc comment; exits 1 when one has none.

# The declaration from its keyword on, or "" when the line declares nothing that other targets see.
function declaration(line,    word, shared) {
    sub(/^[ \t]+/, "", line)
    while (line != "") {
        if (match(line, /^@[A-Za-z_]+(\([^)]*\))?[ \t]+/)) { line = substr(line, RLENGTH + 1); continue }
        match(line, /^[a-z_]+(\((set|unsafe)\))?/)
        word = substr(line, 1, RLENGTH)
        if (word ~ /^(func|var|let|struct|class|enum|protocol|actor|init|typealias|subscript|macro|associatedtype)$/)
            return shared ? line : ""
        if (word !~ /^(public|package|open|static|final|override|mutating|nonmutating|consuming|borrowing|indirect|lazy|weak|unowned|required|convenience|nonisolated|isolated|dynamic|prefix|postfix|infix|distributed)$/ &&
            word !~ /\((set|unsafe)\)$/) return ""
        if (word ~ /^(public|package|open)$/) shared = 1
        line = substr(line, RLENGTH + 1)
        sub(/^[ \t]+/, "", line)
    }
    return ""
}

FNR == 1 { quoted = documented = inherits = 0 }
/"""/ { quoted = (quoted + gsub(/"""/, "")) % 2; documented = 0; next }
quoted { next }
/^[ \t]*\/\/\// { documented = 1; next }
/^[ \t]*\/\/ swift-format-ignore/ || /^[ \t]*@[A-Za-z_]+(\(.*\))?[ \t]*$/ { next }  # may stand between
/^[^ \t]/ {
    head = $0
    sub(/[ \t]where[ \t].*/, "", head)
    inherits = head ~ /^(@[A-Za-z_]+(\([^)]*\))? +)?((public|package) +)?extension [^:]*:/
}
/^[ \t]*(@|[a-z])/ {
    what = declaration($0)
    if (what != "" && !documented && !inherits &&
        what !~ /^func (==|<|hash\(into|encode\(to)/ && what !~ /^(var (description|debugDescription|testDescription):|let testDescription:|init\(from )/) {
        sub(/[ \t]*\{.*/, "", what)
        printf "%s:%d: no doc comment on '%s' (8.5)\n", FILENAME, FNR, what
        wrong = 1
    }
}
{ documented = 0 }
END { exit wrong }

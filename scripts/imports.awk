# Prints "import TARGET MODULE FILE:LINE" for each import of the Swift files named; text in """ and /* */ is not code.

FNR == 1 {
    quoted = commented = 0
    split(FILENAME, path, "/")
}
/"""/ {
    quoted = (quoted + gsub(/"""/, "")) % 2
    next
}
quoted { next }
/^[ \t]*\/\*/ { commented = 1 }
commented {
    if (/\*\//) commented = 0
    next
}
/^[ \t]*((@[A-Za-z_]+(\([^)]*\))?|public|package|internal|fileprivate|private)[ \t]+)*import[ \t]/ {
    sub(/^.*import[ \t]+/, "")
    sub(/^(struct|class|enum|protocol|actor|typealias|func|var|let)[ \t]+/, "")
    sub(/[^A-Za-z0-9_].*/, "")
    print "import", path[2], $0, FILENAME ":" FNR
}

# Prints "depends TARGET MODULE" for each dependency that Package.swift declares of a target that is no test.
#
# A declaration is `anything("Name", on: [...])` or `.target(name: "Name", dependencies: [...])`, on one line or several. An item is
# a quoted name, `.product(name: "Name", package: ...)`, or the name of a `let` that holds such a product.

{
    sub(/^[ \t]*\/\/.*/, "")
    sub(/[ \t]\/\/[^"]*$/, "")
    text = text " " $0
}

# The piece of `source` that starts at its first `open` and ends at the bracket that closes it.
function bracketed(source, open, close_,    i, c, depth) {
    source = substr(source, index(source, open))
    for (i = 1; i <= length(source); i++) {
        c = substr(source, i, 1)
        if (c == open) depth++
        if (c == close_ && --depth == 0) return substr(source, 1, i)
    }
    return source
}

function quoted(source) {
    source = substr(source, index(source, "\"") + 1)
    return substr(source, 1, index(source, "\"") - 1)
}

function collectProducts(source) {
    while (match(source, /let [A-Za-z0-9]+[^=()]*= *(Target[.]Dependency)?[.]product\( *name: *"[^"]*"/)) {
        split(substr(source, RSTART, RLENGTH), word, /[ :=]/)
        product[word[2]] = quoted(substr(source, RSTART, RLENGTH))
        source = substr(source, RSTART + RLENGTH)
    }
}

function printDependencies(target, list,    count, items, i, name) {
    gsub(/package: *"[^"]*"/, "", list)
    count = split(substr(list, 2, length(list) - 2), items, ",")
    for (i = 1; i <= count; i++) {
        name = items[i]
        gsub(/[ \t]/, "", name)
        if (index(name, "\"")) print "depends", target, quoted(name)
        else if (name in product) print "depends", target, product[name]
    }
}

END {
    collectProducts(text)
    while (match(text, /[A-Za-z]+\( *(name: *)?"/)) {
        head = substr(text, RSTART, RLENGTH)
        text = substr(text, RSTART)
        entry = bracketed(text, "(", ")")
        text = substr(text, RLENGTH)
        if (head ~ /^(Package|testTarget|package)\(/) continue
        if (match(entry, /(on|dependencies): *\[/)) printDependencies(quoted(entry), bracketed(substr(entry, RSTART), "[", "]"))
    }
}

# Judges the facts that check-floors gathers, one a line, the table's lines first; exits 1 when any is against the rules.

function complain(words) {
    print words | "sort"
    wrong = 1
}

# Whether `module` is a door of anybody's, and in `mine` whether of `target`.
function isDoor(module, target,    i) {
    mine = 0
    for (i = 1; i <= doors; i++) {
        if (module != door[i] && !(door[i] ~ /\*$/ && index(module, substr(door[i], 1, length(door[i]) - 1)) == 1)) continue
        isOne[module] = 1
        if (owner[i] == target) mine = 1
    }
    return module in isOne
}

$1 == "toolchain" || $1 == "package" {
    for (i = 3; i <= NF; i++) {
        lowest[$i] = $2
        if ($1 == "toolchain") builtIn[$i] = 1
    }
}
$1 ~ /^[0-9]+$/ {
    floor[$2] = $1 + 0
    for (i = 3; i <= NF; i++) {
        door[++doors] = $i
        owner[doors] = $2
    }
}
$1 == "folder" {
    folder[$2] = 1
    if (!($2 in floor) && !isDoor($2, "")) complain("Sources/" $2 ": target '" $2 "' stands on no floor of scripts/floors.txt")
}
$1 == "depends" { declared[$2, $3] = 1 }
$1 == "long" { complain($2 ": over 500 lines; split it by concern (2.2)") }
$1 == "import" && ($2 in floor) && $2 != $3 {
    imported[$2, $3] = 1
    if ($3 in floor) {
        if (floor[$3] >= floor[$2])
            complain($4 ": '" $2 "' on floor " floor[$2] " imports '" $3 "' of floor " floor[$3] "; imports point down (1.1)")
    } else if (isDoor($3, $2)) {
        if (!mine) complain($4 ": '" $2 "' may not import '" $3 "'; it enters through one door (1.2)")
    } else if (!($3 in lowest)) {
        complain($4 ": no line of scripts/floors.txt admits module '" $3 "' (1.2)")
    } else if (floor[$2] < lowest[$3]) {
        complain($4 ": '" $2 "' on floor " floor[$2] " may not import '" $3 "', which is for floor " lowest[$3] " and up")
    }
    if (!($3 in builtIn) && !(($2, $3) in declared))
        complain($4 ": '" $2 "' imports '" $3 "', which Package.swift does not declare for it")
}
END {
    for (pair in declared) {
        split(pair, part, SUBSEP)
        if ((part[1] in folder) && !(pair in imported))
            complain("Package.swift: '" part[1] "' declares '" part[2] "' and never imports it")
    }
    close("sort")
    exit wrong
}

// SPDX-License-Identifier: MIT

/// The classes that have names: `\d`, `[:alpha:]` and `\p{Lu}`.
enum NamedClasses {
    /// The class of `\d`, `\s` or `\w` by its letter; nil for another letter.
    static func perl(_ letter: Unicode.Scalar) -> ScalarSet? {
        switch letter {
        case "d": ScalarSet([0x30...0x39])
        case "s": ScalarSet([0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
        case "w": ScalarSet.word
        default: nil
        }
    }

    /// The class of `[:name:]`; nil when there is none of that name.
    static func posix(_ name: String) -> ScalarSet? {
        switch name {
        case "alnum": ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])
        case "alpha": ScalarSet([0x41...0x5A, 0x61...0x7A])
        case "ascii": ScalarSet([0...0x7F])
        case "blank": ScalarSet([0x09...0x09, 0x20...0x20])
        case "cntrl": ScalarSet([0...0x1F, 0x7F...0x7F])
        case "digit": ScalarSet([0x30...0x39])
        case "graph": ScalarSet([0x21...0x7E])
        case "lower": ScalarSet([0x61...0x7A])
        case "print": ScalarSet([0x20...0x7E])
        case "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
        case "space": ScalarSet([0x09...0x0D, 0x20...0x20])
        case "upper": ScalarSet([0x41...0x5A])
        case "word": ScalarSet.word
        case "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
        default: nil
        }
    }

    /// The class of `\p{name}`: a general category, short or long, a script, or `Any`, `ASCII`, `Assigned`; nil when
    /// there is none of that name. Letter case, spaces, hyphens and underscores do not count.
    static func unicode(_ name: String) -> ScalarSet? {
        let canonical = ScriptRanges.canonicalName(name)
        switch canonical {
        case "any": return .all
        case "ascii": return ScalarSet([0...0x7F])
        case "assigned": return (categories["cn"] ?? ScalarSet([])).inverted
        default: break
        }
        let short = longNames[canonical] ?? canonical
        let parts = short == "lc" ? ["lu", "ll", "lt"] : categoryNames.filter { $0 == short }
        if !parts.isEmpty { return ScalarSet(parts.flatMap { categories[$0]?.ranges ?? [] }) }
        if short.utf8.count == 1 {
            let family = categoryNames.filter { $0.hasPrefix(short) }
            if !family.isEmpty { return ScalarSet(family.flatMap { categories[$0]?.ranges ?? [] }) }
        }
        return ScriptRanges.set(named: canonical)
    }

    private static let categoryNames = [
        "lu", "ll", "lt", "lm", "lo", "mn", "mc", "me", "nd", "nl", "no", "pc", "pd", "ps", "pe", "pi", "pf", "po",
        "sm", "sc", "sk", "so", "zs", "zl", "zp", "cc", "cf", "cs", "co", "cn",
    ]

    private static let longNames = [
        "letter": "l", "casedletter": "lc", "uppercaseletter": "lu", "lowercaseletter": "ll", "titlecaseletter": "lt",
        "modifierletter": "lm", "otherletter": "lo", "mark": "m", "combiningmark": "m", "nonspacingmark": "mn",
        "spacingmark": "mc", "enclosingmark": "me", "number": "n", "decimalnumber": "nd", "digit": "nd",
        "letternumber": "nl", "othernumber": "no", "punctuation": "p", "punct": "p", "connectorpunctuation": "pc",
        "dashpunctuation": "pd", "openpunctuation": "ps", "closepunctuation": "pe", "initialpunctuation": "pi",
        "finalpunctuation": "pf", "otherpunctuation": "po", "symbol": "s", "mathsymbol": "sm", "currencysymbol": "sc",
        "modifiersymbol": "sk", "othersymbol": "so", "separator": "z", "spaceseparator": "zs", "lineseparator": "zl",
        "paragraphseparator": "zp", "other": "c", "control": "cc", "cntrl": "cc", "format": "cf", "surrogate": "cs",
        "privateuse": "co", "unassigned": "cn",
    ]

    /// The planes that have characters; the others are all unassigned but the last two, which are all for private use.
    private static let inhabited: [ClosedRange<UInt32>] = [0...0x3FFFF, 0xE0000...0xEFFFF]

    private static let categories: [String: ScalarSet] = {
        var ranges: [String: [ClosedRange<UInt32>]] = [:]
        for plane in inhabited {
            var start = plane.lowerBound
            var name = categoryName(of: start)
            for value in plane.dropFirst() {
                let here = categoryName(of: value)
                if here != name {
                    ranges[name, default: []].append(start...(value - 1))
                    (start, name) = (value, here)
                }
            }
            ranges[name, default: []].append(start...plane.upperBound)
        }
        ranges["cn", default: []] += [0x40000...0xDFFFF, 0xFFFFE...0xFFFFF, 0x10FFFE...0x10FFFF]
        ranges["co", default: []] += [0xF0000...0xFFFFD, 0x100000...0x10FFFD]
        return ranges.mapValues { ScalarSet($0) }
    }()

    private static func categoryName(of value: UInt32) -> String {
        guard let scalar = Unicode.Scalar(value) else { return "cs" }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter: "lu"
        case .lowercaseLetter: "ll"
        case .titlecaseLetter: "lt"
        case .modifierLetter: "lm"
        case .otherLetter: "lo"
        case .nonspacingMark: "mn"
        case .spacingMark: "mc"
        case .enclosingMark: "me"
        case .decimalNumber: "nd"
        case .letterNumber: "nl"
        case .otherNumber: "no"
        case .connectorPunctuation: "pc"
        case .dashPunctuation: "pd"
        case .openPunctuation: "ps"
        case .closePunctuation: "pe"
        case .initialPunctuation: "pi"
        case .finalPunctuation: "pf"
        case .otherPunctuation: "po"
        case .mathSymbol: "sm"
        case .currencySymbol: "sc"
        case .modifierSymbol: "sk"
        case .otherSymbol: "so"
        case .spaceSeparator: "zs"
        case .lineSeparator: "zl"
        case .paragraphSeparator: "zp"
        case .control: "cc"
        case .format: "cf"
        case .surrogate: "cs"
        case .privateUse: "co"
        case .unassigned: "cn"
        @unknown default: "cn"
        }
    }
}

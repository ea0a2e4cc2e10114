// SPDX-License-Identifier: MIT
internal import Kn8Value

/// The rules that are about single documents and objects; those about several come with the policies.
package enum RuleCatalogue {
    /// By name.
    package static let rules: [Rule] = [
        Rule("admission/denied", "an admission policy denies the object", help: "change what the policy names"),
        Rule(
            "admission/expression",
            "an expression of an admission policy does not compile",
            help: "fix the expression at the place shown"
        ),
        Rule(
            "admission/type",
            .warning,
            "an expression of an admission policy names what the kinds it is for do not have",
            help: "fix the name, or the kinds that the policy matches"
        ),
        Rule("baseline/stale", .note, "findings of the baseline are gone", help: "write it anew with --write-baseline"),
        Rule("crd/rule", "a CEL rule of a CustomResourceDefinition is refused", help: "fix the rule"),
        Rule("crd/schema", "a CustomResourceDefinition would be refused by the server", help: "fix the definition"),
        Rule("manifest/api-version-missing", "apiVersion is missing or empty", help: "add apiVersion, for example v1"),
        Rule("manifest/kind-missing", "kind is missing or empty", help: "add kind, for example ConfigMap"),
        Rule(
            "manifest/name-missing",
            "neither metadata.name nor metadata.generateName is set",
            help: "add metadata.name, or metadata.generateName"
        ),
        Rule("metadata/annotation", "an annotation's key is not allowed", help: "spell it as [prefix/]name"),
        Rule(
            "metadata/label",
            "a label's key or value is not allowed",
            help: "spell it with letters, digits, -, _ and ."
        ),
        Rule("metadata/finalizer", "a finalizer is not allowed", help: "spell it as example.com/name"),
        Rule("metadata/name", "a name is not spelled as its kind asks", help: "spell it as the message says"),
        Rule("metadata/namespace", "a namespace's name is not allowed", help: "spell it as the message says"),
        Rule("metadata/owner", "an owner is not allowed", help: "name its apiVersion, kind, name and uid"),
        Rule("native/duplicate", "a value that must be unique is there twice", help: "rename or remove one of the two"),
        Rule("native/forbidden", "a field must not be there", help: "remove the field, or what rules it out"),
        Rule("native/invalid", "a value would be refused by the server", help: "use a value that the message allows"),
        Rule(
            "native/not-found",
            "a name refers to nothing in the object",
            help: "fix the name, or define what it refers to"
        ),
        Rule("native/required", "a field that the server asks for is missing", help: "add the field"),
        Rule("native/too-long", "a text or a mapping is too long", help: "shorten it"),
        Rule("native/too-many", "a list has too many items", help: "remove items"),
        Rule(
            "native/unsupported",
            "a value is none of those allowed",
            help: "use one of the values in the message"
        ),
        Rule(
            "manifest/not-an-object",
            .note,
            "a document is no Kubernetes object",
            help: "nothing, or leave the file out with --exclude"
        ),
        Rule(
            "plan/data-loss",
            .warning,
            "the change loses data that cannot be had again",
            help: "make sure that nobody needs the data, and pass over the rule where that is so"
        ),
        Rule(
            "plan/privilege",
            .warning,
            "the change lets somebody do more than before",
            help: "make sure that the rights are needed"
        ),
        Rule(
            "plan/recreate",
            "a field changes that may not change",
            help: "give the object another name, or delete it first"
        ),
        Rule("plan/refused", "the server would refuse the object", help: "do what the message says"),
        Rule("plan/restart", .note, "the change replaces Pods", help: "nothing, or change it at a quiet hour"),
        Rule("plan/scale", .note, "the change alters how many Pods there are", help: "nothing, if that is meant"),
        Rule("plan/traffic-shift", .note, "the change sends requests elsewhere", help: "nothing, if that is meant"),
        Rule("schema/any-of", "a value meets none of several schemas", help: "make it meet one of them"),
        Rule(
            "schema/deprecated-api",
            .warning,
            "the version of the kind is deprecated",
            help: "use the version that took its place"
        ),
        Rule(
            "schema/deprecated-field",
            .warning,
            "a field, a label or an annotation is deprecated",
            help: "use what took its place"
        ),
        Rule(
            "schema/disabled-api",
            .warning,
            "the version of the kind is not served by default",
            help: "use a version that is, or enable it on the API server"
        ),
        Rule("schema/early-api", "the version of the kind is not there yet", help: "use an older version of the kind"),
        Rule("schema/early-field", "the field is not there yet", help: "remove the field"),
        Rule("schema/no-schema", .note, "the kind's fields are not known", help: "give its CustomResourceDefinition"),
        Rule(
            "schema/removed-api",
            "the version of the kind is not served any longer",
            help: "use the version that took its place"
        ),
        Rule("schema/duplicate", "a list that is a set or a map has an item twice", help: "keep one of the two"),
        Rule("schema/enum", "a value is none of those allowed", help: "use one of the values in the message"),
        Rule("schema/format", "a text does not have the field's format", help: "spell it in the format"),
        Rule("schema/length", "too few or too many characters, items or entries", help: "stay within the bounds"),
        Rule("schema/not", "a value meets a schema that it must not meet", help: "change the value"),
        Rule("schema/one-of", "a value does not meet exactly one of several schemas", help: "make it meet just one"),
        Rule("schema/pattern", "a text does not match the field's pattern", help: "spell it as the pattern says"),
        Rule("schema/range", "a number is too small or too large", help: "stay within the bounds"),
        Rule("schema/required", "a required field is missing", help: "add the field"),
        Rule("schema/rule", "a CEL rule of the CustomResourceDefinition does not hold", help: "do what the rule says"),
        Rule("schema/rules-not-run", "the CEL rules could not be run", help: "fix the other errors of the object"),
        Rule("schema/type", "a value has another type than the field", help: "write a value of the field's type"),
        Rule("schema/unknown-field", "no such field", help: "fix the name, or remove the field"),
        Rule(
            "schema/unknown-kind",
            "no such kind in that version",
            help: "fix apiVersion and kind, or give the CustomResourceDefinition"
        ),
        Rule(
            "suppression/reason-missing",
            .warning,
            "a suppression gives no reason",
            help: "say behind the rule why it is right as it is"
        ),
        Rule(
            "suppression/rule-missing",
            .warning,
            "a suppression names no rule",
            help: "name the rule that it is about"
        ),
        Rule("suppression/unused", .warning, "a suppression suppresses nothing", help: "remove it"),
        Rule(
            "template/duplicate-parameter",
            .warning,
            "a parameter of a template is there twice",
            help: "keep one of the two"
        ),
        Rule(
            "template/generated-mismatch",
            "no generated value of a parameter is of its type",
            help: "let generator and type agree"
        ),
        Rule("template/generator", "a generator of a template cannot work", help: "spell it as the message says"),
        Rule("template/objects", "a template cannot be processed with its defaults", help: "fix the object"),
        Rule("template/parameter-name", "a parameter's name is not allowed", help: "use letters, digits and _"),
        Rule("template/parameter-type", "a parameter's type or default is wrong", help: "let them agree"),
        Rule(
            "template/secret-default",
            .warning,
            "a parameter has a secret for its default",
            help: "remove the default, or generate the value"
        ),
        Rule(
            "template/undefined-parameter",
            .warning,
            "a reference of a template has no parameter",
            help: "add the parameter, or correct the name"
        ),
        Rule("template/unused-parameter", .warning, "nothing refers to a parameter", help: "remove it"),
        Rule("yaml/alias", "an alias or anchor cannot be used", help: "define the anchor before it is used"),
        Rule("yaml/duplicate-key", "a key is set twice in one mapping", help: "keep one of the two"),
        Rule("yaml/encoding", "the text is not UTF-8", help: "save the file as UTF-8"),
        Rule(
            "yaml/hazard-anchor",
            .warning,
            "an anchor is set twice",
            help: "give the second anchor a name of its own"
        ),
        Rule("yaml/hazard-boolean", .warning, "YAML 1.1 reads the text as a boolean", help: "put it in quotes"),
        Rule(
            "yaml/hazard-date",
            .warning,
            "other readers of YAML 1.1 take the text for a date",
            help: "put it in quotes"
        ),
        Rule(
            "yaml/hazard-exponent",
            .warning,
            "YAML 1.1 reads the text as a number with an exponent",
            help: "put it in quotes"
        ),
        Rule(
            "yaml/hazard-float",
            .warning,
            "YAML 1.1 reads the text as a number and drops its last zeros",
            help: "put it in quotes"
        ),
        Rule(
            "yaml/hazard-leading-zero",
            .warning,
            "YAML 1.1 reads the text as a number without its zeros in front",
            help: "put it in quotes"
        ),
        Rule(
            "yaml/hazard-null",
            .warning,
            "YAML 1.1 reads the text as nothing",
            help: "put it in quotes, or remove the field"
        ),
        Rule(
            "yaml/hazard-octal",
            .warning,
            "YAML 1.1 reads the number as octal",
            help: "put a text in quotes, write a number in decimal"
        ),
        Rule("yaml/hazard-precision", .warning, "the number is too long to be kept whole", help: "put it in quotes"),
        Rule(
            "yaml/hazard-radix",
            .warning,
            "YAML 1.1 reads the text as a number of another base",
            help: "put it in quotes"
        ),
        Rule(
            "yaml/hazard-sexagesimal",
            .warning,
            "other readers of YAML 1.1 take the text for a number to base 60",
            help: "put it in quotes"
        ),
        Rule(
            "yaml/hazard-underscore",
            .warning,
            "YAML 1.1 reads the text as a number without its underscores",
            help: "put it in quotes"
        ),
        Rule(
            "yaml/not-a-mapping",
            "a document, or an item of a list, is no mapping",
            help: "begin with apiVersion and kind"
        ),
        Rule("yaml/syntax", "the document is not YAML", help: "fix the text at the place that is named"),
        Rule("yaml/too-deep", "mappings and lists nest deeper than 512 levels", help: "flatten the document"),
        Rule("yaml/too-large", "a document is larger than 64 MiB", help: "split it into documents"),
    ]
}

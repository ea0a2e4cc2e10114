function __kn8_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __kn8_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __kn8_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __kn8_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __kn8_parse_tokens -S
    set -l unparsed_tokens (__kn8_tokens -pc)
    switch $unparsed_tokens[1]
    case 'kn8'
        __kn8_parse_subcommand 0 'h/help'
        switch $unparsed_tokens[1]
        case 'validate'
            __kn8_parse_subcommand 0 'f/filename=+' 'R/recursive' 'validate=' 'schemas=+' 'crds=+' 'kubernetes-version=+' 'o/output=+' 'fail-on=' 'strict' 'severity=' 'rule=+' 'ignore-kind=+' 'exclude=+' 'baseline=' 'write-baseline=' 'color=' 'config=' 'no-config' 'h/help'
        case 'diff'
            __kn8_parse_subcommand 0 'f/filename=+' 'R/recursive' 'n/namespace=' 'state=' 'validate=' 'show-secrets' 'h/help'
        case 'plan'
            __kn8_parse_subcommand 0 'f/filename=+' 'R/recursive' 'n/namespace=' 'state=' 'validate=' 'o/output=' 'fail-on=' 'show-diff' 'show-secrets' 'h/help'
        case 'apply'
            __kn8_parse_subcommand 0 'f/filename=+' 'R/recursive' 'n/namespace=' 'state=' 'validate=' 'dry-run=' 'server-side' 'force-conflicts' 'field-manager=' 'o/output=' 'h/help'
        case 'get'
            __kn8_parse_subcommand -r 1 'n/namespace=' 'state=' 'l/selector=' 'field-selector=' 'A/all-namespaces' 'o/output=' 'no-headers' 'show-labels' 'show-secrets' 'w/watch' 'show-managed-fields' 'ignore-not-found' 'h/help'
        case 'describe'
            __kn8_parse_subcommand -r 1 'n/namespace=' 'state=' 'l/selector=' 'field-selector=' 'A/all-namespaces' 'h/help'
        case 'delete'
            __kn8_parse_subcommand -r 1 'f/filename=+' 'R/recursive' 'n/namespace=' 'state=' 'l/selector=' 'field-selector=' 'A/all-namespaces' 'all' 'cascade=' 'dry-run=' 'ignore-not-found' 'h/help'
        case 'explain'
            __kn8_parse_subcommand -r 1 'recursive' 'api-version=' 'o/output=' 'crds=+' 'schemas=+' 'n/namespace=' 'state=' 'h/help'
        case 'process'
            __kn8_parse_subcommand -r 1 'f/filename=' 'p/param=+' 'param-file=+' 'ignore-unknown-parameters' 'seed=' 'n/namespace=' 'state=' 'l/labels=' 'o/output=' 'template=' 'parameters' 'raw' 'local' 'h/help'
        case 'new-app'
            __kn8_parse_subcommand -r 1 'f/file=+' 'template=+' 'p/param=+' 'param-file=+' 'ignore-unknown-parameters' 'seed=' 'n/namespace=' 'state=' 'e/env=+' 'l/labels=' 'name=' 'o/output=' 'dry-run' 'hide-secrets' 'no-hide-secrets' 'h/help'
        case 'new-project'
            __kn8_parse_subcommand -r 1 'display-name=' 'description=' 'skip-config-write' 'n/namespace=' 'state=' 'h/help'
        case 'project'
            __kn8_parse_subcommand 1 'q/quiet' 'n/namespace=' 'state=' 'h/help'
        case 'projects'
            __kn8_parse_subcommand 0 'q/quiet' 'n/namespace=' 'state=' 'h/help'
        case 'status'
            __kn8_parse_subcommand 0 'suggest' 'A/all-namespaces' 'n/namespace=' 'state=' 'h/help'
        case 'expose'
            __kn8_parse_subcommand -r 1 'name=' 'hostname=' 'path=' 'port=' 'l/labels=' 'n/namespace=' 'state=' 'h/help'
        case 'rollout'
            __kn8_parse_subcommand 0 'h/help'
            switch $unparsed_tokens[1]
            case 'latest'
                __kn8_parse_subcommand -r 1 'n/namespace=' 'state=' 'h/help'
            case 'status'
                __kn8_parse_subcommand -r 1 'n/namespace=' 'state=' 'h/help'
            case 'history'
                __kn8_parse_subcommand -r 1 'n/namespace=' 'state=' 'h/help'
            case 'undo'
                __kn8_parse_subcommand -r 1 'to-revision=' 'n/namespace=' 'state=' 'h/help'
            case 'cancel'
                __kn8_parse_subcommand -r 1 'n/namespace=' 'state=' 'h/help'
            end
        case 'rollback'
            __kn8_parse_subcommand -r 1 'to-version=' 'n/namespace=' 'state=' 'h/help'
        case 'set'
            __kn8_parse_subcommand 0 'h/help'
            switch $unparsed_tokens[1]
            case 'triggers'
                __kn8_parse_subcommand -r 1 'auto' 'manual' 'n/namespace=' 'state=' 'h/help'
            end
        case 'create'
            __kn8_parse_subcommand 0 'h/help'
            switch $unparsed_tokens[1]
            case 'secret'
                __kn8_parse_subcommand 0 'h/help'
                switch $unparsed_tokens[1]
                case 'docker-registry'
                    __kn8_parse_subcommand -r 1 'docker-server=' 'docker-username=' 'docker-password=' 'docker-email=' 'dry-run=' 'o/output=' 'n/namespace=' 'state=' 'h/help'
                end
            end
        case 'login'
            __kn8_parse_subcommand 1 'u/username=' 'p/password=' 'token=' 'n/namespace=' 'state=' 'h/help'
        case 'whoami'
            __kn8_parse_subcommand 0 'c/show-context' 't/show-token' 'show-server' 'h/help'
        case 'api-resources'
            __kn8_parse_subcommand 0 'n/namespace=' 'state=' 'namespaced=' 'api-group=' 'verbs=' 'categories=' 'sort-by=' 'no-headers' 'o/output=' 'h/help'
        case 'api-versions'
            __kn8_parse_subcommand 0 'n/namespace=' 'state=' 'h/help'
        case 'schema'
            __kn8_parse_subcommand 0 'h/help'
            switch $unparsed_tokens[1]
            case 'import'
                __kn8_parse_subcommand 0 'f/filename=+' 'R/recursive' 'o/output=' 'h/help'
            case 'list'
                __kn8_parse_subcommand 1 'schemas=+' 'crds=+' 'kubernetes-version=+' 'no-headers' 'o/output=' 'h/help'
            end
        case 'completion'
            __kn8_parse_subcommand 1 'h/help'
        case 'version'
            __kn8_parse_subcommand 0 'h/help'
        case 'help'
            __kn8_parse_subcommand -r 1 
        end
    end
end

function __kn8_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __kn8_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __kn8_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __kn8_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__kn8_tokens -p)
    if test -z "$(__kn8_tokens -t)"
        set -l index (count (__kn8_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'kn8' -f
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'validate' -d 'Check manifests: syntax, schema, and the references between objects'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'diff' -d 'Show what an apply would change'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'plan' -d 'Show everything that an apply would do, the reconcilers\' part among it, and what it comes to'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'apply' -d 'Create or change objects to match manifests, then let the reconcilers run'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'get' -d 'Print objects'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'describe' -d 'Tell an object field by field, with its events'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'delete' -d 'Delete objects by manifest, by name or by selector'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'explain' -d 'Describe the fields of a kind'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'process' -d 'Turn an OpenShift template into a list of objects'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'new-app' -d 'Create the objects of an OpenShift template, and run the reconcilers until it is rolled out'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'new-project' -d 'Request a project, and work in it from now on'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'project' -d 'Tell or choose the project to work in'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'projects' -d 'List the projects, and mark the one that is in use'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'status' -d 'Show an overview of the project: services, routes, rollouts, and what is wrong'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'expose' -d 'Make a Service reachable from outside with a Route'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'rollout' -d 'Begin and follow the rollouts of a DeploymentConfig'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'rollback' -d 'Roll a DeploymentConfig back to the Pods of an earlier rollout'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'set' -d 'Change a part of an object'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'create' -d 'Create an object from options'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'login' -d 'Say who works on the local context, which asks for no password'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'whoami' -d 'Print the user\'s name on the local context: that of the machine\'s user'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'api-resources' -d 'List the kinds that are served'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'api-versions' -d 'List the API versions that are served, each as group/version'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'schema' -d 'List the kinds that manifests are judged by, and import those of a cluster'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'completion' -d 'Print a completion script for a shell'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'version' -d 'Print kn8\'s version'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate"' -s 'f' -l 'filename' -d 'Read manifests from this file, folder or pattern, or from standard input with \'-\'; may be repeated' -rfa '(set -l exts \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate" R recursive' -s 'R' -l 'recursive' -d 'Descend into folders'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate" validate' -l 'validate' -d 'Judge unknown and duplicate fields as errors (strict or true), as warnings (warn) or not at all (ignore or false); strict unless said otherwise' -rfka 'strict warn ignore'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate"' -l 'schemas' -d 'Take the kinds of this bundle, which \'kn8 schema import\' wrote; may be repeated' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate"' -l 'crds' -d 'Take CustomResourceDefinitions from this file or folder, without judging them; may be repeated' -rfa '(set -l exts \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate"' -l 'kubernetes-version' -d 'Judge kinds and fields for this minor of Kubernetes, for example 1.29; may be repeated (default: 1.36)' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate"' -s 'o' -l 'output' -d 'Write the findings as text, json, sarif, junit, github, gitlab, tap or markdown, to standard output or with \'=FILE\' to a file; may be repeated' -rfka 'text json sarif junit github gitlab tap markdown'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate" fail-on' -l 'fail-on' -d 'Fail on findings of this severity or worse: error, warning, note or never (default: error)' -rfka 'error warning note never'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate" strict' -l 'strict' -d 'Fail on warnings too'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate" severity' -l 'severity' -d 'Leave out findings milder than this: error, warning or note' -rfka 'error warning note never'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate"' -l 'rule' -d 'Make a rule\'s findings errors, warnings or notes, or leave them out; \'schema/*\' is a whole family; may be repeated' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate"' -l 'ignore-kind' -d 'Leave out findings about objects of this kind; may be repeated' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate"' -l 'exclude' -d 'Leave out files that match, such as \'charts\' or \'**/values*.yaml\'; may be repeated' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate" baseline' -l 'baseline' -d 'Let only findings count that this file does not know' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate" write-baseline' -l 'write-baseline' -d 'Write the findings to this file, for --baseline' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate" color' -l 'color' -d 'Colour the text: auto, always or never' -rfka 'auto always never'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate" config' -l 'config' -d 'Read the settings from this file, not from the nearest .kn8.yaml' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate" no-config' -l 'no-config' -d 'Read no settings'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 validate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 diff"' -s 'f' -l 'filename' -d 'Read manifests from this file, folder or pattern, or from standard input with \'-\'; may be repeated' -rfa '(set -l exts \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 diff" R recursive' -s 'R' -l 'recursive' -d 'Descend into folders'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 diff" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 diff" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 diff" validate' -l 'validate' -d 'Judge unknown and duplicate fields as errors (strict or true), as warnings (warn) or not at all (ignore or false); strict unless said otherwise' -rfka 'strict warn ignore'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 diff" show-secrets' -l 'show-secrets' -d 'Print the values of Secrets'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 diff" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 plan"' -s 'f' -l 'filename' -d 'Read manifests from this file, folder or pattern, or from standard input with \'-\'; may be repeated' -rfa '(set -l exts \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 plan" R recursive' -s 'R' -l 'recursive' -d 'Descend into folders'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 plan" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 plan" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 plan" validate' -l 'validate' -d 'Judge unknown and duplicate fields as errors (strict or true), as warnings (warn) or not at all (ignore or false); strict unless said otherwise' -rfka 'strict warn ignore'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 plan" o output' -s 'o' -l 'output' -d 'How to print the plan: text, json or markdown' -rfka 'text json markdown'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 plan" fail-on' -l 'fail-on' -d 'Exit with 1 on any of these consequences: data-loss, privilege, recreate, restart, traffic-shift, scale' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 plan" show-diff' -l 'show-diff' -d 'Print the diff of every object'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 plan" show-secrets' -l 'show-secrets' -d 'Print the values of Secrets in diffs'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 plan" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 apply"' -s 'f' -l 'filename' -d 'Read manifests from this file, folder or pattern, or from standard input with \'-\'; may be repeated' -rfa '(set -l exts \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 apply" R recursive' -s 'R' -l 'recursive' -d 'Descend into folders'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 apply" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 apply" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 apply" validate' -l 'validate' -d 'Judge unknown and duplicate fields as errors (strict or true), as warnings (warn) or not at all (ignore or false); strict unless said otherwise' -rfka 'strict warn ignore'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 apply" dry-run' -l 'dry-run' -d 'Only say what would be done: none, client or server (server: on a copy of the state)' -rfka 'none client server'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 apply" server-side' -l 'server-side' -d 'Let the server merge, and refuse to change fields that others own'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 apply" force-conflicts' -l 'force-conflicts' -d 'Take the fields that others own; needs --server-side'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 apply" field-manager' -l 'field-manager' -d 'Whose the applied fields are: kubectl, or kubectl-client-side-apply without --server-side' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 apply" o output' -s 'o' -l 'output' -d 'How to print the results: name' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 apply" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" l selector' -s 'l' -l 'selector' -d 'Keep objects whose labels match, for example \'app=web,tier!=db\'' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" field-selector' -l 'field-selector' -d 'Keep objects whose fields match, for example \'metadata.name=web\'' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" A all-namespaces' -s 'A' -l 'all-namespaces' -d 'Look in every namespace'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" o output' -s 'o' -l 'output' -d 'How to print: wide, yaml, json or name' -rfka 'wide yaml json name'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" no-headers' -l 'no-headers' -d 'Leave the header out'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" show-labels' -l 'show-labels' -d 'Add a column with all labels'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" show-secrets' -l 'show-secrets' -d 'Print the values of Secrets'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" w watch' -s 'w' -l 'watch' -d 'Go on with each change until interrupted'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" show-managed-fields' -l 'show-managed-fields' -d 'Print who owns which fields, in yaml and json'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" ignore-not-found' -l 'ignore-not-found' -d 'Say nothing of a name that does not exist'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 get" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 describe" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 describe" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 describe" l selector' -s 'l' -l 'selector' -d 'Keep objects whose labels match, for example \'app=web,tier!=db\'' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 describe" field-selector' -l 'field-selector' -d 'Keep objects whose fields match, for example \'metadata.name=web\'' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 describe" A all-namespaces' -s 'A' -l 'all-namespaces' -d 'Look in every namespace'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 describe" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 delete"' -s 'f' -l 'filename' -d 'Read manifests from this file, folder or pattern, or from standard input with \'-\'; may be repeated' -rfa '(set -l exts \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 delete" R recursive' -s 'R' -l 'recursive' -d 'Descend into folders'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 delete" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 delete" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 delete" l selector' -s 'l' -l 'selector' -d 'Keep objects whose labels match, for example \'app=web,tier!=db\'' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 delete" field-selector' -l 'field-selector' -d 'Keep objects whose fields match, for example \'metadata.name=web\'' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 delete" A all-namespaces' -s 'A' -l 'all-namespaces' -d 'Look in every namespace'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 delete" all' -l 'all' -d 'Delete every object of the type'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 delete" cascade' -l 'cascade' -d 'What becomes of dependents: background, foreground or orphan' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 delete" dry-run' -l 'dry-run' -d 'Only say what would be deleted: none, client or server' -rfka 'none client server'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 delete" ignore-not-found' -l 'ignore-not-found' -d 'Say nothing of what does not exist'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 delete" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8 explain" -ge 1' -fka '(__kn8_custom_completion ---completion explain -- positional@0 (count (__kn8_tokens -pc)) (__kn8_tokens -tC))'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 explain" recursive' -l 'recursive' -d 'Print the names of all fields below, without descriptions'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 explain" api-version' -l 'api-version' -d 'Take this version of the kind' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 explain" o output' -s 'o' -l 'output' -d 'How to print: plaintext or plaintext-openapiv2' -rfka 'plaintext plaintext-openapiv2'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 explain"' -l 'crds' -d 'Take CustomResourceDefinitions from this file or folder; may be repeated' -rfa '(set -l exts \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 explain"' -l 'schemas' -d 'Take the kinds of this bundle, which \'kn8 schema import\' wrote; may be repeated' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 explain" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 explain" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 explain" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process" f filename' -s 'f' -l 'filename' -d 'Read the template from this file, or from standard input with \'-\'' -rfa '(set -l exts \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process"' -s 'p' -l 'param' -d 'Set a parameter, as NAME=VALUE; may be repeated' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process"' -l 'param-file' -d 'Read values from this file of NAME=VALUE lines, or from standard input with \'-\'; may be repeated' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process" ignore-unknown-parameters' -l 'ignore-unknown-parameters' -d 'Leave out values that the template has no use for'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process" seed' -l 'seed' -d 'Generate the same values in every run with this word; for tests, never for secrets' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process" l labels' -s 'l' -l 'labels' -d 'Set these labels on every object, as NAME=VALUE,NAME=VALUE' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process" o output' -s 'o' -l 'output' -d 'How to print: json, yaml, name, describe, jsonpath=TEMPLATE or jsonpath-file=PATH' -rfka 'json yaml name describe jsonpath='
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process" template' -l 'template' -d 'The template of -o jsonpath, when none follows it' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process" parameters' -l 'parameters' -d 'Do not process; list the template\'s parameters'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process" raw' -l 'raw' -d 'Print the objects one after another, not as a list'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process" local' -l 'local' -d 'Process here and ask no cluster; a template in a file is always processed here'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 process" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app"' -s 'f' -l 'file' -d 'Read a template from this file, or from standard input with \'-\'; may be repeated' -rfa '(set -l exts \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app"' -l 'template' -d 'Use this template of the cluster; may be repeated' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app"' -s 'p' -l 'param' -d 'Set a parameter, as NAME=VALUE; may be repeated' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app"' -l 'param-file' -d 'Read values from this file of NAME=VALUE lines, or from standard input with \'-\'; may be repeated' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app" ignore-unknown-parameters' -l 'ignore-unknown-parameters' -d 'Leave out values that the template has no use for'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app" seed' -l 'seed' -d 'Generate the same values in every run with this word; for tests, never for secrets' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app"' -s 'e' -l 'env' -d 'Set this variable in every container, as NAME=VALUE; may be repeated' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app" l labels' -s 'l' -l 'labels' -d 'Set these labels on every object, as NAME=VALUE,NAME=VALUE' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app" name' -l 'name' -d 'What the application is called in the labels that objects get when they have none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app" o output' -s 'o' -l 'output' -d 'Print the objects: json, yaml (and create nothing) or name' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app" dry-run' -l 'dry-run' -d 'Only say what would be created'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app" hide-secrets' -l 'hide-secrets' -d 'Hide the values of secret parameters (default: unless the output is a terminal)'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app" no-hide-secrets' -l 'no-hide-secrets' -d 'Hide the values of secret parameters (default: unless the output is a terminal)'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-app" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-project" display-name' -l 'display-name' -d 'What people call it' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-project" description' -l 'description' -d 'What it is for' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-project" skip-config-write' -l 'skip-config-write' -d 'Go on working in the project that is in use'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-project" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-project" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 new-project" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 project" q quiet' -l 'quiet' -s 'q' -d 'Print the name alone'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 project" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 project" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 project" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 projects" q quiet' -l 'quiet' -s 'q' -d 'Print the names alone'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 projects" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 projects" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 projects" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 status" suggest' -l 'suggest' -d 'List warnings and hints, with what to do about them'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 status" A all-namespaces' -s 'A' -l 'all-namespaces' -d 'Show all projects'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 status" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 status" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 expose" name' -l 'name' -d 'The Route\'s name (default: the Service\'s)' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 expose" hostname' -l 'hostname' -d 'The host (default: made from name and namespace)' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 expose" path' -l 'path' -d 'The path' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 expose" port' -l 'port' -d 'The port of the pods, by name or number (default: the Service\'s first)' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 expose" l labels' -s 'l' -l 'labels' -d 'The Route\'s labels (default: the Service\'s)' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 expose" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 expose" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 expose" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8 rollout" -eq 1' -fa 'latest' -d 'Begin a new rollout with what the triggers say now'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8 rollout" -eq 1' -fa 'status' -d 'Say how far the latest rollout is'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8 rollout" -eq 1' -fa 'history' -d 'List the rollouts, oldest first'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8 rollout" -eq 1' -fa 'undo' -d 'Go back to the Pods of an earlier rollout, as a new one'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8 rollout" -eq 1' -fa 'cancel' -d 'Stop the rollout that is under way; the one before stays'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout latest" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout latest" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout latest" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout status" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout status" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout history" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout history" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout history" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout undo" to-revision' -l 'to-revision' -d 'The rollout to go back to; 0 for the one before' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout undo" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout undo" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout undo" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout cancel" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout cancel" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollout cancel" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollback" to-version' -l 'to-version' -d 'The rollout to go back to (default: the last that completed)' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollback" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollback" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 rollback" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 set" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8 set" -eq 1' -fa 'triggers' -d 'Make a DeploymentConfig roll out by itself, or by hand alone'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 set triggers" auto' -l 'auto' -d 'Roll out when an image or the configuration changes'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 set triggers" manual' -l 'manual' -d 'Roll out only when told to'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 set triggers" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 set triggers" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 set triggers" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 create" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8 create" -eq 1' -fa 'secret' -d 'Create a Secret from options'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 create secret" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8 create secret" -eq 1' -fa 'docker-registry' -d 'Create the Secret with which images are pulled from a registry'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 create secret docker-registry" docker-server' -l 'docker-server' -d 'The registry' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 create secret docker-registry" docker-username' -l 'docker-username' -d 'The user' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 create secret docker-registry" docker-password' -l 'docker-password' -d 'The password' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 create secret docker-registry" docker-email' -l 'docker-email' -d 'The user\'s address' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 create secret docker-registry" dry-run' -l 'dry-run' -d 'Only say what would be done: none, client or server' -rfka 'none client server'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 create secret docker-registry" o output' -s 'o' -l 'output' -d 'How to print the Secret: name, yaml or json' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 create secret docker-registry" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 create secret docker-registry" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 create secret docker-registry" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 login" u username' -l 'username' -s 'u' -d 'Not looked at' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 login" p password' -l 'password' -s 'p' -d 'Not looked at' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 login" token' -l 'token' -d 'Not looked at' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 login" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 login" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 login" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 whoami" c show-context' -s 'c' -l 'show-context' -d 'Print the context'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 whoami" show-token t' -s 't' -l 'show-token' -d 'Print the token; there is none'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 whoami" show-server' -l 'show-server' -d 'Print the server'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 whoami" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-resources" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-resources" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-resources" namespaced' -l 'namespaced' -d 'Only kinds whose objects live in a namespace, or only others' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-resources" api-group' -l 'api-group' -d 'Only kinds of this group' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-resources" verbs' -l 'verbs' -d 'Only kinds that have all of these verbs, parted by commas' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-resources" categories' -l 'categories' -d 'Only kinds in all of these categories, parted by commas' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-resources" sort-by' -l 'sort-by' -d 'Sort by name or kind and not by group' -rfka 'name kind'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-resources" no-headers' -l 'no-headers' -d 'Leave the header out'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-resources" o output' -s 'o' -l 'output' -d 'How to print: wide or name' -rfka 'wide name'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-resources" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-versions" n namespace' -s 'n' -l 'namespace' -d 'Use this namespace for objects that name none' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-versions" state' -l 'state' -d 'Keep the embedded server\'s state in this file; \':memory:\' throws it away at the end' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 api-versions" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 schema" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8 schema" -eq 1' -fa 'import' -d 'Write a bundle of schemas from CustomResourceDefinitions and OpenAPI documents'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8 schema" -eq 1' -fa 'list' -d 'List the kinds that manifests are judged by'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 schema import"' -s 'f' -l 'filename' -d 'Read manifests from this file, folder or pattern, or from standard input with \'-\'; may be repeated' -rfa '(set -l exts \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 schema import" R recursive' -s 'R' -l 'recursive' -d 'Descend into folders'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 schema import" o output' -s 'o' -l 'output' -d 'Write the bundle to this file, and not to standard output' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 schema import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 schema list"' -l 'schemas' -d 'Take the kinds of this bundle, which \'kn8 schema import\' wrote; may be repeated' -rF
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 schema list"' -l 'crds' -d 'Take CustomResourceDefinitions from this file or folder, without judging them; may be repeated' -rfa '(set -l exts \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 schema list"' -l 'kubernetes-version' -d 'Judge kinds and fields for this minor of Kubernetes, for example 1.29; may be repeated (default: 1.36)' -rfka ''
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 schema list" no-headers' -l 'no-headers' -d 'Leave the header out'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 schema list" o output' -s 'o' -l 'output' -d 'How to print: json' -rfka 'json'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 schema list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_positional "kn8 completion" -eq 1' -fka 'bash zsh fish'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 completion" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kn8' -n '__kn8_should_offer_completions_for_flags_or_options "kn8 version" h help' -s 'h' -l 'help' -d 'Show help information.'

#!/bin/bash

__kn8_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__kn8_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__kn8_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__kn8_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_kn8() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(-h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __kn8_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    validate|diff|plan|ci|apply|undo|get|describe|delete|explain|patch|label|annotate|scale|replace|edit|view-last-applied|set-last-applied|edit-last-applied|wait|process|new-app|new-project|project|projects|status|expose|rollout|rollback|set|create|login|whoami|auth|api-resources|api-versions|config|serve|controllers|schema|completion|version|help)
        # Offer subcommand argument completions
        "_kn8_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'validate diff plan ci apply undo get describe delete explain patch label annotate scale replace edit view-last-applied set-last-applied edit-last-applied wait process new-app new-project project projects status expose rollout rollback set create login whoami auth api-resources api-versions config serve controllers schema completion version help' -- "${cur}"))
        ;;
    esac
}

_kn8_validate() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive --strict --no-config -h --help)
    repeating_options=(-f --filename --schemas --crds --kubernetes-version -o --output --rule --ignore-kind --exclude)
    non_repeating_options=(--validate --fail-on --severity --baseline --write-baseline --color --config)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '--validate')
        __kn8_add_completions -W 'strict'$'\n''warn'$'\n''ignore'
        return
        ;;
    '--schemas')
        __kn8_add_completions -f
        return
        ;;
    '--crds')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '--kubernetes-version')
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'text'$'\n''json'$'\n''sarif'$'\n''junit'$'\n''github'$'\n''gitlab'$'\n''tap'$'\n''markdown'
        return
        ;;
    '--fail-on')
        __kn8_add_completions -W 'error'$'\n''warning'$'\n''note'$'\n''never'
        return
        ;;
    '--severity')
        __kn8_add_completions -W 'error'$'\n''warning'$'\n''note'$'\n''never'
        return
        ;;
    '--rule')
        return
        ;;
    '--ignore-kind')
        return
        ;;
    '--exclude')
        return
        ;;
    '--baseline')
        __kn8_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--write-baseline')
        __kn8_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--color')
        __kn8_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--config')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    esac
}

_kn8_diff() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --server-side --force-conflicts --force --prune --all --show-noise --show-managed-fields -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra --prune-allowlist)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --validate --field-manager --overwrite --subresource --cascade --grace-period --applyset -l --selector -o --output)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--validate')
        __kn8_add_completions -W 'strict'$'\n''warn'$'\n''ignore'
        return
        ;;
    '--field-manager')
        return
        ;;
    '--overwrite')
        return
        ;;
    '--subresource')
        return
        ;;
    '--cascade')
        return
        ;;
    '--grace-period')
        return
        ;;
    '--prune-allowlist')
        return
        ;;
    '--applyset')
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'unified'$'\n''structured'$'\n''json'$'\n''markdown'$'\n''name'
        return
        ;;
    esac
}

_kn8_plan() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --server-side --force-conflicts --prune --all --show-diff -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra --prune-allowlist -o --output --crds)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --validate --field-manager -l --selector --applyset --out --base --only --kind --fail-on)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--validate')
        __kn8_add_completions -W 'strict'$'\n''warn'$'\n''ignore'
        return
        ;;
    '--field-manager')
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--prune-allowlist')
        return
        ;;
    '--applyset')
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'text'$'\n''json'$'\n''markdown'
        return
        ;;
    '--out')
        __kn8_add_completions -o plusdirs -fX '!*.@(kn8plan)'
        return
        ;;
    '--base')
        return
        ;;
    '--crds')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '--only')
        return
        ;;
    '--kind')
        return
        ;;
    '--fail-on')
        return
        ;;
    esac
}

_kn8_ci() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --no-config --show-diff -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra --schemas --crds --kubernetes-version -o --output --rule --exclude)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --validate --base --fail-on --baseline --config)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--validate')
        __kn8_add_completions -W 'strict'$'\n''warn'$'\n''ignore'
        return
        ;;
    '--schemas')
        __kn8_add_completions -f
        return
        ;;
    '--crds')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '--kubernetes-version')
        return
        ;;
    '--base')
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'text'$'\n''json'$'\n''sarif'$'\n''junit'$'\n''github'$'\n''gitlab'$'\n''tap'$'\n''markdown'
        return
        ;;
    '--fail-on')
        return
        ;;
    '--rule')
        return
        ;;
    '--exclude')
        return
        ;;
    '--baseline')
        __kn8_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--config')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml)'
        return
        ;;
    esac
}

_kn8_apply() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --server-side --force-conflicts --force --prune --all --wait --show-managed-fields -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra --prune-allowlist)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --validate --dry-run -l --selector --field-manager --overwrite --subresource --cascade --grace-period --applyset --timeout -o --output --template)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--validate')
        __kn8_add_completions -W 'strict'$'\n''warn'$'\n''ignore'
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-manager')
        return
        ;;
    '--overwrite')
        return
        ;;
    '--subresource')
        return
        ;;
    '--cascade')
        return
        ;;
    '--grace-period')
        return
        ;;
    '--prune-allowlist')
        return
        ;;
    '--applyset')
        return
        ;;
    '--timeout')
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'$'\n''json-events'
        return
        ;;
    '--template')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __kn8_add_completions -o plusdirs -fX '!*.@(kn8plan)'
        return
        ;;
    esac
}

_kn8_undo() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --list --dry-run --force --show-diff -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_get() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -A --all-namespaces --no-headers --show-labels --show-kind -w --watch --watch-only --output-watch-events --show-managed-fields --ignore-not-found -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra -L --label-columns)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v -l --selector --field-selector -o --output --template --sort-by --raw)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'custom-columns'$'\n''custom-columns-file'$'\n''go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''name'$'\n''template'$'\n''templatefile'$'\n''wide'$'\n''yaml'
        return
        ;;
    '--template')
        return
        ;;
    '-L'|'--label-columns')
        return
        ;;
    '--sort-by')
        return
        ;;
    '--raw')
        return
        ;;
    esac
}

_kn8_describe() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -A --all-namespaces -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v -l --selector --field-selector)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    esac
}

_kn8_delete() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -A --all-namespaces --all --now --force --ignore-not-found --interactive -i -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v -l --selector --field-selector --cascade --grace-period --wait --timeout --dry-run -o --output)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--cascade')
        __kn8_add_completions -W 'background'$'\n''foreground'$'\n''orphan'
        return
        ;;
    '--grace-period')
        return
        ;;
    '--wait')
        return
        ;;
    '--timeout')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'name'
        return
        ;;
    esac
}

_kn8_explain() {
    repeating_flags=()
    non_repeating_flags=(--recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--crds --schemas --as-group --as-user-extra)
    non_repeating_options=(--api-version -o --output -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--api-version')
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'plaintext'$'\n''plaintext-openapiv2'
        return
        ;;
    '--crds')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '--schemas')
        __kn8_add_completions -f
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __kn8_add_completions -W "$(__kn8_custom_complete ---completion explain -- positional@0 "${COMP_CWORD}" "$(__kn8_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_kn8_patch() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(-p --patch --patch-file --type --subresource --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-p'|'--patch')
        return
        ;;
    '--patch-file')
        __kn8_add_completions -f
        return
        ;;
    '--type')
        __kn8_add_completions -W 'json'$'\n''merge'$'\n''strategic'
        return
        ;;
    '--subresource')
        __kn8_add_completions -W 'status'$'\n''scale'
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_label() {
    repeating_flags=()
    non_repeating_flags=(--overwrite --list --all -R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(--resource-version -l --selector --field-selector --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--resource-version')
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_annotate() {
    repeating_flags=()
    non_repeating_flags=(--overwrite --list --all -R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(--resource-version -l --selector --field-selector --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--resource-version')
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_scale() {
    repeating_flags=()
    non_repeating_flags=(--all -R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(--replicas --current-replicas --resource-version -l --selector --field-selector --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--replicas')
        return
        ;;
    '--current-replicas')
        return
        ;;
    '--resource-version')
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_replace() {
    repeating_flags=()
    non_repeating_flags=(--force -R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(--cascade --validate --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--cascade')
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '--validate')
        __kn8_add_completions -W 'strict'$'\n''warn'$'\n''ignore'
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_edit() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(-o --output --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-o'|'--output')
        __kn8_add_completions -W 'yaml'$'\n''json'
        return
        ;;
    '--field-manager')
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_view-last-applied() {
    repeating_flags=()
    non_repeating_flags=(--all -R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(-o --output -l --selector --field-selector -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-o'|'--output')
        __kn8_add_completions -W 'yaml'$'\n''json'
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_set-last-applied() {
    repeating_flags=()
    non_repeating_flags=(--create-annotation -R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_edit-last-applied() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(-o --output -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-o'|'--output')
        __kn8_add_completions -W 'yaml'$'\n''json'
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_wait() {
    repeating_flags=()
    non_repeating_flags=(--any --all -R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--for -f --filename --as-group --as-user-extra)
    non_repeating_options=(--timeout -l --selector --field-selector -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v -o --output)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--for')
        return
        ;;
    '--timeout')
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    esac
}

_kn8_process() {
    repeating_flags=()
    non_repeating_flags=(--ignore-unknown-parameters --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --parameters --raw --local -h --help)
    repeating_options=(-p --param --param-file --as-group --as-user-extra)
    non_repeating_options=(-f --filename --seed -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v -l --labels -o --output --template)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-p'|'--param')
        return
        ;;
    '--param-file')
        __kn8_add_completions -f
        return
        ;;
    '--seed')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '-l'|'--labels')
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'name'$'\n''describe'$'\n''go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'
        return
        ;;
    '--template')
        return
        ;;
    esac
}

_kn8_new-app() {
    repeating_flags=()
    non_repeating_flags=(--ignore-unknown-parameters --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --dry-run --hide-secrets --no-hide-secrets -h --help)
    repeating_options=(-f --file --template -p --param --param-file --as-group --as-user-extra -e --env)
    non_repeating_options=(--seed -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v -l --labels --name -o --output)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--file')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '--template')
        return
        ;;
    '-p'|'--param')
        return
        ;;
    '--param-file')
        __kn8_add_completions -f
        return
        ;;
    '--seed')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '-e'|'--env')
        return
        ;;
    '-l'|'--labels')
        return
        ;;
    '--name')
        return
        ;;
    '-o'|'--output')
        return
        ;;
    esac
}

_kn8_new-project() {
    repeating_flags=()
    non_repeating_flags=(--skip-config-write --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--display-name --description -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--display-name')
        return
        ;;
    '--description')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_project() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_projects() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_status() {
    repeating_flags=()
    non_repeating_flags=(--suggest -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_expose() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--name --hostname --path --port -l --labels -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--name')
        return
        ;;
    '--hostname')
        return
        ;;
    '--path')
        return
        ;;
    '--port')
        return
        ;;
    '-l'|'--labels')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_rollout() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=()
    __kn8_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    latest|status|history|undo|restart|pause|resume|cancel)
        # Offer subcommand argument completions
        "_kn8_rollout_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'latest status history undo restart pause resume cancel' -- "${cur}"))
        ;;
    esac
}

_kn8_rollout_latest() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_rollout_status() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-w --watch --timeout -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-w'|'--watch')
        return
        ;;
    '--timeout')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_rollout_history() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_rollout_undo() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--to-revision -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--to-revision')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_rollout_restart() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(-l --selector --field-selector --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_rollout_pause() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(-l --selector --field-selector --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_rollout_resume() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(-l --selector --field-selector --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_rollout_cancel() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_rollback() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--to-version -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--to-version')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_set() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=()
    __kn8_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    image|env|resources|selector|serviceaccount|subject|triggers)
        # Offer subcommand argument completions
        "_kn8_set_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'image env resources selector serviceaccount subject triggers' -- "${cur}"))
        ;;
    esac
}

_kn8_set_image() {
    repeating_flags=()
    non_repeating_flags=(--all -R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(-l --selector --field-selector --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_set_env() {
    repeating_flags=()
    non_repeating_flags=(--list --all -R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-e --env --keys -f --filename --as-group --as-user-extra)
    non_repeating_options=(--from --prefix -c --containers --overwrite -l --selector --field-selector --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-e'|'--env')
        return
        ;;
    '--from')
        return
        ;;
    '--prefix')
        return
        ;;
    '--keys')
        return
        ;;
    '-c'|'--containers')
        return
        ;;
    '--overwrite')
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_set_resources() {
    repeating_flags=()
    non_repeating_flags=(--all -R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(--limits --requests -c --containers -l --selector --field-selector --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--limits')
        return
        ;;
    '--requests')
        return
        ;;
    '-c'|'--containers')
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_set_selector() {
    repeating_flags=()
    non_repeating_flags=(--all -R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(--resource-version -l --selector --field-selector --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--resource-version')
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_set_serviceaccount() {
    repeating_flags=()
    non_repeating_flags=(--all -R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(-l --selector --field-selector --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_set_subject() {
    repeating_flags=()
    non_repeating_flags=(--all -R --recursive -A --all-namespaces --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--user --group --serviceaccount -f --filename --as-group --as-user-extra)
    non_repeating_options=(-l --selector --field-selector --dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--user')
        return
        ;;
    '--group')
        return
        ;;
    '--serviceaccount')
        return
        ;;
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-l'|'--selector')
        return
        ;;
    '--field-selector')
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_set_triggers() {
    repeating_flags=()
    non_repeating_flags=(--auto --manual --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_create() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=()
    __kn8_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    namespace|secret|configmap|deployment|service|job|cronjob|role|rolebinding|clusterrole|clusterrolebinding|serviceaccount|quota|ingress|poddisruptionbudget|priorityclass|token)
        # Offer subcommand argument completions
        "_kn8_create_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'namespace secret configmap deployment service job cronjob role rolebinding clusterrole clusterrolebinding serviceaccount quota ingress poddisruptionbudget priorityclass token' -- "${cur}"))
        ;;
    esac
}

_kn8_create_namespace() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_create_secret() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=()
    __kn8_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    generic|tls|docker-registry)
        # Offer subcommand argument completions
        "_kn8_create_secret_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'generic tls docker-registry' -- "${cur}"))
        ;;
    esac
}

_kn8_create_secret_generic() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --from-literal --from-file --from-env-file)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --type)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--from-literal')
        return
        ;;
    '--from-file')
        __kn8_add_completions -f
        return
        ;;
    '--from-env-file')
        __kn8_add_completions -f
        return
        ;;
    '--type')
        return
        ;;
    esac
}

_kn8_create_secret_tls() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --cert --key)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--cert')
        __kn8_add_completions -f
        return
        ;;
    '--key')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_create_secret_docker-registry() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --from-file)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --docker-server --docker-username --docker-password --docker-email)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--docker-server')
        return
        ;;
    '--docker-username')
        return
        ;;
    '--docker-password')
        return
        ;;
    '--docker-email')
        return
        ;;
    '--from-file')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_create_configmap() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --from-literal --from-file --from-env-file)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--from-literal')
        return
        ;;
    '--from-file')
        __kn8_add_completions -f
        return
        ;;
    '--from-env-file')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_create_deployment() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --image)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --port -r --replicas)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--image')
        return
        ;;
    '--port')
        return
        ;;
    '-r'|'--replicas')
        return
        ;;
    esac
}

_kn8_create_service() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=()
    __kn8_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    clusterip|nodeport|loadbalancer|externalname)
        # Offer subcommand argument completions
        "_kn8_create_service_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'clusterip nodeport loadbalancer externalname' -- "${cur}"))
        ;;
    esac
}

_kn8_create_service_clusterip() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --tcp)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --clusterip)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--tcp')
        return
        ;;
    '--clusterip')
        return
        ;;
    esac
}

_kn8_create_service_nodeport() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --tcp)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --node-port)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--tcp')
        return
        ;;
    '--node-port')
        return
        ;;
    esac
}

_kn8_create_service_loadbalancer() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --tcp)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--tcp')
        return
        ;;
    esac
}

_kn8_create_service_externalname() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --tcp)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --external-name)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--tcp')
        return
        ;;
    '--external-name')
        return
        ;;
    esac
}

_kn8_create_job() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --image --from)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--image')
        return
        ;;
    '--from')
        return
        ;;
    esac
}

_kn8_create_cronjob() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --image --schedule --restart)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--image')
        return
        ;;
    '--schedule')
        return
        ;;
    '--restart')
        return
        ;;
    esac
}

_kn8_create_role() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --verb --resource --resource-name)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--verb')
        return
        ;;
    '--resource')
        return
        ;;
    '--resource-name')
        return
        ;;
    esac
}

_kn8_create_rolebinding() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --user --group --serviceaccount)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --role --clusterrole)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--user')
        return
        ;;
    '--group')
        return
        ;;
    '--serviceaccount')
        return
        ;;
    '--role')
        return
        ;;
    '--clusterrole')
        return
        ;;
    esac
}

_kn8_create_clusterrole() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --verb --resource --resource-name --non-resource-url --aggregation-rule)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--verb')
        return
        ;;
    '--resource')
        return
        ;;
    '--resource-name')
        return
        ;;
    '--non-resource-url')
        return
        ;;
    '--aggregation-rule')
        return
        ;;
    esac
}

_kn8_create_clusterrolebinding() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --user --group --serviceaccount)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --clusterrole)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--user')
        return
        ;;
    '--group')
        return
        ;;
    '--serviceaccount')
        return
        ;;
    '--clusterrole')
        return
        ;;
    esac
}

_kn8_create_serviceaccount() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_create_quota() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --hard --scopes)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--hard')
        return
        ;;
    '--scopes')
        return
        ;;
    esac
}

_kn8_create_ingress() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra --rule --annotation)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --class --default-backend)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--rule')
        return
        ;;
    '--class')
        return
        ;;
    '--default-backend')
        return
        ;;
    '--annotation')
        return
        ;;
    esac
}

_kn8_create_poddisruptionbudget() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --selector --min-available --max-unavailable)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--selector')
        return
        ;;
    '--min-available')
        return
        ;;
    '--max-unavailable')
        return
        ;;
    esac
}

_kn8_create_priorityclass() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --save-config --global-default -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --value --description --preemption-policy)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--value')
        return
        ;;
    '--description')
        return
        ;;
    '--preemption-policy')
        return
        ;;
    esac
}

_kn8_create_token() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--audience --as-group --as-user-extra)
    non_repeating_options=(--bound-object-kind --bound-object-name --bound-object-uid --duration -o --output -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--audience')
        return
        ;;
    '--bound-object-kind')
        return
        ;;
    '--bound-object-name')
        return
        ;;
    '--bound-object-uid')
        return
        ;;
    '--duration')
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'name'$'\n''yaml'$'\n''json'
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_login() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-u -p -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-u')
        return
        ;;
    '-p')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_whoami() {
    repeating_flags=()
    non_repeating_flags=(-c --show-context -t --show-token --show-server --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_auth() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=()
    __kn8_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    can-i|whoami|reconcile)
        # Offer subcommand argument completions
        "_kn8_auth_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'can-i whoami reconcile' -- "${cur}"))
        ;;
    esac
}

_kn8_auth_can-i() {
    repeating_flags=()
    non_repeating_flags=(-A --all-namespaces --list --no-headers -q --quiet --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--subresource -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--subresource')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_auth_whoami() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-o --output -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-o'|'--output')
        __kn8_add_completions -W 'name'$'\n''yaml'$'\n''json'
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_auth_reconcile() {
    repeating_flags=()
    non_repeating_flags=(--remove-extra-permissions --remove-extra-subjects -R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(--dry-run -o --output --template --field-manager -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '--dry-run')
        __kn8_add_completions -W 'none'$'\n''client'$'\n''server'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--field-manager')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_api-resources() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors --no-headers -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v --namespaced --api-group --verbs --categories --sort-by -o --output)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    '--namespaced')
        return
        ;;
    '--api-group')
        return
        ;;
    '--verbs')
        return
        ;;
    '--categories')
        return
        ;;
    '--sort-by')
        __kn8_add_completions -W 'name'$'\n''kind'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'wide'$'\n''name'
        return
        ;;
    esac
}

_kn8_api-versions() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_config() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=()
    __kn8_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    current-context|delete-cluster|delete-context|delete-user|get-clusters|get-contexts|get-users|rename-context|set|set-cluster|set-context|set-credentials|unset|use-context|view)
        # Offer subcommand argument completions
        "_kn8_config_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'current-context delete-cluster delete-context delete-user get-clusters get-contexts get-users rename-context set set-cluster set-context set-credentials unset use-context view' -- "${cur}"))
        ;;
    esac
}

_kn8_config_current-context() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=(--kubeconfig)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_delete-cluster() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=(--kubeconfig)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_delete-context() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=(--kubeconfig)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_delete-user() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=(--kubeconfig)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_get-clusters() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=(--kubeconfig)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_get-contexts() {
    repeating_flags=()
    non_repeating_flags=(--no-headers -h --help)
    repeating_options=()
    non_repeating_options=(-o --output --kubeconfig)
    __kn8_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-o'|'--output')
        __kn8_add_completions -W 'name'
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_get-users() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=(--kubeconfig)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_rename-context() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=(--kubeconfig)
    __kn8_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_set() {
    repeating_flags=()
    non_repeating_flags=(--set-raw-bytes -h --help)
    repeating_options=()
    non_repeating_options=(--kubeconfig)
    __kn8_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_set-cluster() {
    repeating_flags=()
    non_repeating_flags=(--insecure-skip-tls-verify --no-insecure-skip-tls-verify --embed-certs --no-embed-certs -h --help)
    repeating_options=()
    non_repeating_options=(--server --certificate-authority --tls-server-name --proxy-url --kubeconfig)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--server')
        return
        ;;
    '--certificate-authority')
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--proxy-url')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_set-context() {
    repeating_flags=()
    non_repeating_flags=(--current -h --help)
    repeating_options=()
    non_repeating_options=(--cluster --user --namespace -n --kubeconfig)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--cluster')
        return
        ;;
    '--user')
        return
        ;;
    '--namespace'|'-n')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_set-credentials() {
    repeating_flags=()
    non_repeating_flags=(--embed-certs --no-embed-certs --exec-provide-cluster-info --no-exec-provide-cluster-info -h --help)
    repeating_options=(--exec-arg --exec-env)
    non_repeating_options=(--token --username --password --client-certificate --client-key --exec-command --exec-api-version --exec-interactive-mode --kubeconfig)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--client-certificate')
        return
        ;;
    '--client-key')
        return
        ;;
    '--exec-command')
        return
        ;;
    '--exec-api-version')
        return
        ;;
    '--exec-arg')
        return
        ;;
    '--exec-env')
        return
        ;;
    '--exec-interactive-mode')
        __kn8_add_completions -W 'Never'$'\n''IfAvailable'$'\n''Always'
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_unset() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=(--kubeconfig)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_use-context() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=(--kubeconfig)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_config_view() {
    repeating_flags=()
    non_repeating_flags=(--raw --minify --flatten -h --help)
    repeating_options=()
    non_repeating_options=(--context -o --output --template --kubeconfig)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--context')
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'go-template'$'\n''go-template-file'$'\n''json'$'\n''jsonpath'$'\n''jsonpath-as-json'$'\n''jsonpath-file'$'\n''template'$'\n''templatefile'$'\n''yaml'$'\n''name'
        return
        ;;
    '--template')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    esac
}

_kn8_serve() {
    repeating_flags=()
    non_repeating_flags=(--insecure --allow-remote-without-tls --no-reconcile -v -h --help)
    repeating_options=()
    non_repeating_options=(--port --bind --socket --tls-cert-file --tls-private-key-file --state --token-auth-file --authorization-mode --write-kubeconfig --reconcilers)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--port')
        return
        ;;
    '--bind')
        return
        ;;
    '--socket')
        __kn8_add_completions -f
        return
        ;;
    '--tls-cert-file')
        __kn8_add_completions -f
        return
        ;;
    '--tls-private-key-file')
        __kn8_add_completions -f
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--token-auth-file')
        __kn8_add_completions -f
        return
        ;;
    '--authorization-mode')
        __kn8_add_completions -W 'RBAC'$'\n''AlwaysAllow'
        return
        ;;
    '--write-kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--reconcilers')
        return
        ;;
    esac
}

_kn8_controllers() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=()
    __kn8_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    run|list)
        # Offer subcommand argument completions
        "_kn8_controllers_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'run list' -- "${cur}"))
        ;;
    esac
}

_kn8_controllers_run() {
    repeating_flags=()
    non_repeating_flags=(--show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(--reconcilers --leader-elect-namespace --leader-elect-name --leader-elect-lease-duration --leader-elect-renew-deadline --leader-elect-retry-period --writes-per-second --health-port -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--reconcilers')
        return
        ;;
    '--leader-elect-namespace')
        return
        ;;
    '--leader-elect-name')
        return
        ;;
    '--leader-elect-lease-duration')
        return
        ;;
    '--leader-elect-renew-deadline')
        return
        ;;
    '--leader-elect-retry-period')
        return
        ;;
    '--writes-per-second')
        return
        ;;
    '--health-port')
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_controllers_list() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=()
    __kn8_offer_flags_options 0
}

_kn8_schema() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=()
    __kn8_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    import|list)
        # Offer subcommand argument completions
        "_kn8_schema_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'import list' -- "${cur}"))
        ;;
    esac
}

_kn8_schema_import() {
    repeating_flags=()
    non_repeating_flags=(-R --recursive --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(-f --filename --as-group --as-user-extra)
    non_repeating_options=(-o --output -n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-f'|'--filename')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -f
        return
        ;;
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_schema_list() {
    repeating_flags=()
    non_repeating_flags=(--no-headers -h --help)
    repeating_options=(--schemas --crds --kubernetes-version)
    non_repeating_options=(-o --output)
    __kn8_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--schemas')
        __kn8_add_completions -f
        return
        ;;
    '--crds')
        __kn8_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    '--kubernetes-version')
        return
        ;;
    '-o'|'--output')
        __kn8_add_completions -W 'json'
        return
        ;;
    esac
}

_kn8_completion() {
    repeating_flags=()
    non_repeating_flags=(-h --help)
    repeating_options=()
    non_repeating_options=()
    __kn8_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __kn8_add_completions -W 'bash'$'\n''zsh'$'\n''fish'
        return
        ;;
    esac
}

_kn8_version() {
    repeating_flags=()
    non_repeating_flags=(--client --show-secrets --insecure-skip-tls-verify --disable-compression --warnings-as-errors -h --help)
    repeating_options=(--as-group --as-user-extra)
    non_repeating_options=(-n --namespace --state --context --kubeconfig --cluster --kubeconfig-user -s --server --token --username --password --as --as-uid --certificate-authority --client-certificate --client-key --tls-server-name --request-timeout --cache-dir -v --v)
    __kn8_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-n'|'--namespace')
        return
        ;;
    '--state')
        __kn8_add_completions -f
        return
        ;;
    '--context')
        return
        ;;
    '--kubeconfig')
        __kn8_add_completions -f
        return
        ;;
    '--cluster')
        return
        ;;
    '--kubeconfig-user')
        return
        ;;
    '-s'|'--server')
        return
        ;;
    '--token')
        return
        ;;
    '--username')
        return
        ;;
    '--password')
        return
        ;;
    '--as')
        return
        ;;
    '--as-group')
        return
        ;;
    '--as-uid')
        return
        ;;
    '--as-user-extra')
        return
        ;;
    '--certificate-authority')
        __kn8_add_completions -f
        return
        ;;
    '--client-certificate')
        __kn8_add_completions -f
        return
        ;;
    '--client-key')
        __kn8_add_completions -f
        return
        ;;
    '--tls-server-name')
        return
        ;;
    '--request-timeout')
        return
        ;;
    '--cache-dir')
        __kn8_add_completions -d
        return
        ;;
    '-v'|'--v')
        return
        ;;
    esac
}

_kn8_help() {
    :
}

complete -o filenames -F _kn8 kn8

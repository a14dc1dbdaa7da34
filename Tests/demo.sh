#!/usr/bin/env bash
# The demonstration: serves the invented feeds of Tests/DemoFeeds from this machine, lets campwatchd watch
# them, shows what it found, and checks it. Exit 0 and a last line "demo: ok" when every check holds.
set -euo pipefail
cd "$(dirname "$0")/.."

least_stories=40
# Seconds for any one step, on a slow and busy machine.
patience=40
width=100

main() {
    prepare
    build
    start_feeds
    first_cycle
    queries
    second_cycle
    printf '\n%sdemo: ok%s  %s stories in %s languages, %s deals, %s alerts from %s feeds in %s seconds\n' \
        "$bold" "$plain" "$stories" "$languages" "$deals" "$alerts" "$feeds" $((SECONDS - started))
}

prepare() {
    export LC_ALL=C.UTF-8
    bold='' dim='' open='' closed='' plain=''
    if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
        bold=$'\e[1m' dim=$'\e[2m' open=$'\e[32m' closed=$'\e[33m' plain=$'\e[0m'
    fi
    work=$(mktemp -d "${TMPDIR:-/tmp}/campwatch-demo.XXXXXX")
    config=$work/config state=$work/state
    processes=() daemon=''
    trap clean_up EXIT
    trap 'exit 130' INT TERM
    # The answers of the command line must be about this demonstration and nothing else.
    unset CONFIGURATION_DIRECTORY STATE_DIRECTORY LOGS_DIRECTORY RUNTIME_DIRECTORY NOTIFY_SOCKET
}

clean_up() {
    local code=$?
    for process in "${processes[@]}"; do
        kill "$process" 2>/dev/null || true
    done
    wait
    rm -rf "$work"
    exit "$code"
}

fail() {
    printf '\ndemo: FAILED: %s\n' "$1" >&2
    if [[ -s $work/daemon.log ]]; then
        printf '\nThe last lines of the daemon:\n' >&2
        tail -n 15 "$work/daemon.log" >&2
    fi
    exit 1
}

heading() {
    printf '\n%s── %s %s%s\n\n' "$bold" "$1" "$(rule $((width - ${#1} - 4)))" "$plain"
}

rule() {
    local line
    printf -v line '%*s' "$1" ''
    printf '%s' "${line// /─}"
}

say() { printf '%s%s%s\n' "$dim" "$1" "$plain"; }

# Waits until a command succeeds; fails with the message after so many seconds, or when the daemon is gone.
wait_until() {
    local deadline=$((SECONDS + $1)) message=$2
    shift 2
    until "$@"; do
        ((SECONDS < deadline)) || fail "$message"
        [[ -z $daemon ]] || kill -0 "$daemon" 2>/dev/null || fail 'the daemon has ended'
        sleep 0.1
    done
}

build() {
    heading 'Build (the first time takes some minutes)'
    swift build >"$work/build.log" 2>&1 || { tail -n 30 "$work/build.log" >&2; fail 'it does not build'; }
    tail -n 1 "$work/build.log"
    binaries=$(swift build --show-bin-path)
    started=$SECONDS
}

start_feeds() {
    heading 'Feeds'
    "$binaries/campwatch-feedsim" --root Tests/DemoFeeds --seconds 300 \
        --address-file "$work/address" --log "$work/requests.log" >"$work/feedsim.log" 2>&1 &
    processes+=($!)
    wait_until 10 'the feed server does not start' test -s "$work/address"
    address=$(<"$work/address")

    cp -r config "$config"
    sed "s|{{base}}|$address|" Tests/DemoFeeds/feeds.opml >"$config/feeds.opml"
    cat >"$config/campwatch.toml" <<TOML
[fetch]
allow_addresses = ["127.0.0.1/32"]
per_host_gap = "0.3s"
full_text = "never"
TOML
    feeds=$(grep -c xmlUrl "$config/feeds.opml")
    say "$feeds feeds in RSS, Atom, RDF and JSON on $address. Every story is invented."
}

first_cycle() {
    heading 'campwatchd at work: alerts as they come'
    "$binaries/campwatchd" --config "$config" --state "$state" 2>"$work/daemon.log" &
    daemon=$!
    processes+=("$daemon")
    follow_alerts
    wait_until "$patience" 'not every feed was read' all_feeds_read
    wait_until "$patience" 'alerts are left undelivered' all_delivered
    stop_following
    say $'\nEach is one line of alerts.log, made for `tail -F` and grep. The last one in full:\n'
    tail -n 1 "$state/alerts.log" | fold -s -w "$width"

    count
    ((stories >= least_stories)) || fail "$stories stories, at least $least_stories expected"
    check_alerts
    check_one_deal samsung 3
    check_one_deal sap 2
    check_page
}

all_feeds_read() {
    [[ -s $state/campwatch.sqlite ]] || return 1
    (($(ask feeds list --format jsonl 2>/dev/null | grep -c '"last_succeeded"') == feeds))
}

all_delivered() {
    ask status --format json | grep '"pending"' | grep -qv '[1-9]'
}

follow_alerts() {
    tail -n +1 -s 0.1 -F "$state/alerts.log" 2>/dev/null > >(pretty_alerts) &
    follower=$!
    processes+=("$follower")
}

stop_following() {
    # More than one round of tail's clock, so that the last line is shown.
    sleep 0.5
    kill "$follower"
    wait "$follower" 2>/dev/null || true
}

# Each alert in lines that fit a terminal: what happened, what changed, and who says so.
pretty_alerts() {
    local line colour
    local form='^[^ ]+ (.*%\))(: ([^;]*);)? [0-9]+ outlets?, ((first|now) )?(.*\]) "(.*)" http'
    while IFS= read -r line; do
        [[ $line =~ $form ]] || continue
        colour=''
        case $line in
            *' open '*) colour=$open ;;
            *' closed '*) colour=$closed ;;
        esac
        printf '%s%s%s\n' "$colour" "${BASH_REMATCH[1]}" "$plain"
        [[ -z ${BASH_REMATCH[3]} ]] || printf '    %s\n' "${BASH_REMATCH[3]}"
        printf '    %s%s  %s%s\n' "$dim" "${BASH_REMATCH[6]}" "${BASH_REMATCH[7]}" "$plain"
    done
}

queries() {
    heading '$ campwatch today --since 7d'
    ask today --since 7d
    heading '$ campwatch stories --limit 15'
    ask stories --limit 15
    heading '$ campwatch deals'
    ask deals
    local story deal
    deal=$(investments_of samsung | first_id)
    heading "\$ campwatch deal $deal"
    ask deal "$deal"
    story=$(grep '"id": "samsung"' "$work/stories.jsonl" | grep '"language": "en"' | first_id)
    heading "\$ campwatch story $story"
    ask story "$story"
    story=$(page_story)
    heading "\$ campwatch story $story   (the feed has one sentence of it)"
    ask story "$story"
}

ask() {
    local place=(--config "$config" --state "$state")
    COLUMNS=$width "$binaries/campwatch" "$@" "${place[@]}"
}

second_cycle() {
    heading 'The second cycle: every feed is asked again, nothing is new'
    local before="$stories stories, $deals deals, $alerts alerts" now
    say '$ campwatch feeds refresh'
    ask feeds refresh
    wait_until "$patience" 'not every feed answered 304' all_feeds_unchanged
    sort -u "$work/requests.log" | grep ' 304 ' | head -n 3
    kill -TERM "$daemon"
    wait "$daemon" || fail "the daemon ended with code $? at SIGTERM"

    count
    now="$stories stories, $deals deals, $alerts alerts"
    say $'…\n'"304 Not Modified from $feeds of $feeds feeds."
    say "before  $before"
    say "now     $now"
    (($(requested 200) == feeds)) || fail 'a feed was sent whole twice: its validators were lost'
    [[ $now == "$before" ]] || fail "before the second cycle: $before; after it: $now"
    check_alerts
}

all_feeds_unchanged() { (($(requested 304 distinct) == feeds)); }

# How many requests for feeds had a status; with "distinct", how many feeds had such a request.
requested() {
    awk -v status="$1" '$3 == status && $2 !~ /[.](html|txt)$/ { print $2 }' "$work/requests.log" \
        | if [[ ${2:-} == distinct ]]; then sort -u; else cat; fi | wc -l
}

count() {
    ask stories --all --limit 1000 --format jsonl >"$work/stories.jsonl"
    ask deals --limit 1000 --format jsonl >"$work/deals.jsonl"
    stories=$(wc -l <"$work/stories.jsonl")
    deals=$(wc -l <"$work/deals.jsonl")
    alerts=$(wc -l <"$state/alerts.jsonl")
    languages=$(languages_of <"$work/stories.jsonl")
}

# These read JSON Lines in which every object begins with its number.
investments_of() { grep '"type": "investment"' "$work/deals.jsonl" | grep "\"id\": \"$1\"" || true; }
first_id() { sed -nE '1s/^\{"id": ([0-9]+).*/\1/p'; }
languages_of() { sed -E 's/.*"language": "([^"]*)".*/\1/' | sort -u | wc -l; }

# Both logs hold every alert, and hold it once.
check_alerts() {
    ((alerts > 0)) || fail 'there is no alert'
    local twice
    twice=$(sed -E 's/^\{"id":"([^"]*)".*/\1/' "$state/alerts.jsonl" | sort | uniq -d)
    [[ -z $twice ]] || fail "alerts written twice: $twice"
    (($(wc -l <"$state/alerts.log") == alerts)) || fail 'alerts.log and alerts.jsonl differ in length'
}

# A company's investment is one deal although stories in so many languages report it.
check_one_deal() {
    local company=$1 least=$2 found spoken
    found=$(investments_of "$company" | wc -l)
    ((found == 1)) || fail "$found investment deals of $company, 1 expected"
    spoken=$(grep '"investment"' "$work/stories.jsonl" | grep "\"id\": \"$company\"" | languages_of)
    ((spoken >= least)) || fail "the deal of $company was found in $spoken languages, at least $least expected"
}

# The page of the one feed that has only teasers was read, once, and it names the sum.
page_story() { grep 'Nvidia invests in Cohere' "$work/stories.jsonl" | first_id; }
check_page() {
    local page
    page=$(ask story "$(page_story)")
    [[ $page == *'text from its page'* ]] || fail 'the page of a teaser was not read'
    [[ $page == *'amount      $350m'* ]] || fail 'the sum on the page was not found'
    (($(grep -c 'night-desk-cohere.html 200' "$work/requests.log") == 1)) || fail 'the page was not asked for once'
}

main

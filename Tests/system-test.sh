#!/usr/bin/env bash
# Installs the Debian package in a container that runs a real systemd, serves invented feeds inside it and
# tries what the unit, the log rotation and the package promise. Exit 0 and a last line "system-test: ok"
# when every check holds; exit 0 and "system-test: skipped: WHY" where no such container can be made.
set -euo pipefail
cd "$(dirname "$0")/.."

feedsim=.build/release/campwatch-feedsim
work=$PWD/.build/system-test
port=8099 neighbour_port=8098 neighbour=10.9.8.7
# Seconds for any one step, on a slow and busy machine.
patience=120
# Who buys whom in the feed that grows during the test; each is published once.
deals=('Salesforce|Cohere' 'Oracle|Aleph Alpha' 'IBM|Stability AI' 'Databricks|Reka AI' 'Snowflake|Adept'
    'Amazon|Character.AI' 'Microsoft|Inflection AI' 'Apple|Perplexity' 'Meta|Runway' 'Google|AI21 Labs'
    'Nvidia|Poolside' 'Intel|SambaNova' 'AMD|Cerebras' 'ServiceNow|ElevenLabs' 'Adobe|Synthesia'
    'Cisco|Together AI')
titles=()

main() {
    ask_for_means
    build
    build_base
    boot
    first_install
    watch_feeds
    reload
    survive_kills
    survive_a_hang
    rotate
    stay_in_the_sandbox
    upgrade
    remove_and_purge
    printf 'system-test: ok: %s checks in %s seconds under %s\n' "$checks" $((SECONDS - started)) "$systemd"
}

# --- The container ------------------------------------------------------------------------------------

skip() { echo "system-test: skipped: $1"; exit 0; }

ask_for_means() {
    [[ $(uname -s) == Linux ]] || skip 'this is not Linux'
    [[ $(id -u) == 0 ]] || skip 'only root can boot a container'
    local command missing=()
    for command in debootstrap systemd-nspawn nsenter dpkg-deb findmnt; do
        command -v "$command" >/dev/null || missing+=("$command")
    done
    ((${#missing[@]} == 0)) \
        || skip "${missing[*]} not found; apt-get install debootstrap systemd-container util-linux dpkg"
    suite=$(. /etc/os-release && [[ ${ID:-} == debian ]] && echo "${VERSION_CODENAME:-}") || suite=
    [[ -n $suite ]] || skip 'the package is for the Debian that it is built on, and this is another system'
    cgroups=$(findmnt --noheadings --types cgroup2 --output TARGET | head -n 1)
    [[ -n $cgroups ]] || skip 'no cgroup2 hierarchy is mounted'
}

# What is tried, and the server of feeds, which has to run without Swift, too.
build() {
    echo 'building the package and the feed server (the first time takes some minutes)'
    mkdir -p "$work"
    if ! { make --no-print-directory deb && swift build -c release --static-swift-stdlib --product campwatch-feedsim; } \
        >"$work/build.log" 2>&1; then
        tail -n 20 "$work/build.log" >&2
        exit 1
    fi
    package=$(find .build -maxdepth 1 -name 'campwatch_*.deb' -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d ' ' -f 2)
    started=$SECONDS checks=0 leader='' group=''
    trap clean_up EXIT
    trap 'exit 130' INT TERM
}

# A small Debian with what the package depends on, made once and kept.
build_base() {
    base=$work/$suite
    [[ ! -e $base/.complete ]] || return 0
    echo "making a small Debian $suite in ${base#"$PWD/"}"
    local needed
    needed=$(dpkg-deb --field "$package" Depends | sed -E 's/ \([^)]*\)//g; s/ \|[^,]*//g; s/, /,/g')
    rm -rf "$base"
    debootstrap --variant=minbase --include="systemd-sysv,dbus,logrotate,iproute2,$needed" "$suite" "$base" \
        >"$work/debootstrap.log" 2>&1 || { rm -rf "$base"; skip "debootstrap failed, see $work/debootstrap.log"; }
    touch "$base/.complete"
}

boot() {
    guest=$work/guest
    rm -rf "$guest"
    cp -a --reflink=auto "$base" "$guest"
    # A private network with no way out. Capabilities and `bpf` are for the unit's IP filter: systemd loads it
    # into the kernel, and a container may not by default.
    local options=(--quiet --directory="$guest" --machine="campwatch-test-$$" --boot --private-network --register=no
        --console=read-only --capability=all --system-call-filter=bpf)
    if [[ ! -d /run/systemd/system ]]; then
        # Nobody gives the container a group of its own here.
        group=$cgroups/campwatch-test-$$
        mkdir "$group"
        options+=(--keep-unit)
    fi
    (
        [[ -z $group ]] || echo "$BASHPID" >"$group/cgroup.procs"
        SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 exec systemd-nspawn "${options[@]}"
    ) </dev/null >"$work/boot.log" 2>&1 &
    nspawn=$!
    local deadline=$((SECONDS + 60))
    until booted; do
        kill -0 "$nspawn" 2>/dev/null && ((SECONDS < deadline)) \
            || skip "systemd does not boot in a container here: $(tail -n 1 "$work/boot.log"); see $work/boot.log"
        sleep 0.5
    done
    systemd=$(inside systemctl --version | head -n 1)
    echo "$systemd runs in a container"
}

booted() {
    leader=$(pgrep -P "$nspawn" | head -n 1) && [[ -n $leader ]] || return 1
    # Degraded is a system at work, too.
    [[ $(inside systemctl is-system-running 2>/dev/null) =~ ^(running|degraded)$ ]]
}

inside() {
    nsenter --target "$leader" --all -- env -i -C / PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive "$@" </dev/null
}

clean_up() {
    local code=$?
    # The end of its first process is the end of all in it.
    [[ -z $leader ]] || kill -KILL "$leader" 2>/dev/null || true
    wait
    if [[ -n $group ]]; then
        find "$group" "/sys/fs/cgroup/systemd/${group##*/}" -depth -type d -exec rmdir {} + 2>/dev/null || true
    fi
    rm -rf "$work/guest" "$work/packages"
    exit "$code"
}

# --- Checks -------------------------------------------------------------------------------------------

fail() {
    printf 'FAILED  %s\n' "$1" >&2
    if [[ -n $leader ]]; then
        printf '\nThe last lines of the journal:\n' >&2
        inside journalctl --no-pager --lines 40 >&2 || true
    fi
    exit 1
}

check() {
    local what=$1
    shift
    "$@" || fail "$what"
    checks=$((checks + 1))
    printf 'ok      %s\n' "$what"
}

# A check that may take its time.
check_soon() {
    local what=$1 begun=$SECONDS
    shift
    until "$@"; do
        ((SECONDS - begun < patience)) || fail "$what: not within $patience s"
        sleep 0.2
    done
    check "$what" true
}

fails() { ! "$@"; }
property() { inside systemctl show --property "$1" --value campwatchd.service; }
is_ready() { [[ $(property ActiveState) == active && $(property MainPID) != 0 ]]; }
is_ready_again() { is_ready && [[ $(property MainPID) != "$1" ]]; }
journal_has() { grep -qE -- "$1" <(inside journalctl --unit campwatchd --output cat --no-pager); }
milliseconds() { date +%s%3N; }
owned() { [[ $(stat -c '%a' "$guest$1") == "$2" && $(inside stat -c '%U:%G' "$1") == campwatch:campwatch ]]; }
ask() { inside campwatch "$@"; }
count_of_stories() { ask stories --all --limit 1000 --format jsonl | wc -l; }

# --- Feeds --------------------------------------------------------------------------------------------

# Puts so many more deals into the growing feed. The server reads its files at its start.
publish() {
    local number=$1 pair buyer bought title
    for ((; number > 0; number--)); do
        pair=${deals[${#titles[@]}]} buyer=${pair%|*} bought=${pair#*|}
        title="$buyer agrees to acquire the AI start-up $bought for \$$((${#titles[@]} + 2)) billion"
        titles+=("$title")
        cat >>"$work/items" <<ITEM
<item><title>$title</title><link>{{base}}/wire/${#titles[@]}</link><guid isPermaLink="false">wire-${#titles[@]}</guid>
<pubDate>$(date --rfc-email)</pubDate><description>$buyer has agreed to acquire the artificial intelligence start-up
$bought, which trains large language models, for \$$((${#titles[@]} + 1)) billion in cash, the two companies said.</description></item>
ITEM
    done
    {
        echo '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>The Growing Wire</title>'
        echo '<link>{{base}}/wire</link><description>Every deal is invented.</description><language>en</language>'
        cat "$work/items"
        echo '</channel></rss>'
    } >"$guest/srv/feeds/wire.rss"
    inside systemctl restart feeds.service
}

# Every line that was ever written to a log, oldest first.
lines_of() {
    local log=$guest/var/log/campwatch/$1 file
    for file in "$log".{9..2}.gz "$log".1 "$log"; do
        [[ ! -e $file ]] || zcat -f "$file"
    done
}

times_told() { lines_of "$1" | grep -cF -- "$2" || true; }

all_told() {
    local title
    for title in "${titles[@]}"; do
        (($(times_told alerts.log "$title") > 0 && $(times_told alerts.jsonl "$title") > 0)) || return 1
    done
}

none_twice() {
    local twice
    twice=$(lines_of alerts.log | awk '{ print $NF }' | sort | uniq -d; lines_of alerts.jsonl | cut -d, -f1 | sort | uniq -d)
    [[ -z $twice ]]
}

# --- What is promised ---------------------------------------------------------------------------------

# The package as an older build left it: a lower version, and another default in a file that nobody changed.
first_install() {
    local old=$work/packages/old
    rm -rf "$work/packages"
    mkdir -p "$work/packages"
    version=$(dpkg-deb --field "$package" Version)
    dpkg-deb --raw-extract "$package" "$old"
    sed -i "s/^Version: .*/Version: $version~previous/" "$old/DEBIAN/control"
    echo '# A default of the previous build.' >>"$old/etc/campwatch/rules.toml"
    dpkg-deb --root-owner-group -Znone --build "$old" "$guest/srv/previous.deb" >/dev/null
    cp "$package" "$guest/srv/current.deb"
    cp "$feedsim" "$guest/srv/campwatch-feedsim"

    # A machine in a network at home: name servers on private addresses.
    printf 'search lan\nnameserver 192.168.7.1\nnameserver fe80::1%%eth0\n' >"$guest/etc/resolv.conf"
    check 'the package installs' inside dpkg --install /srv/previous.deb
    check_soon 'the service is active and READY' is_ready
    local server
    # systemd tells them in no order.
    for server in 192.168.7.1/32 fe80::1/128; do
        check "the machine's name server $server is open to it" grep -qwF "$server" <<<"$(property IPAddressAllow)"
    done
    check 'it is enabled' inside systemctl --quiet is-enabled campwatchd
    check 'it runs as its own user' test "$(inside stat -c %U "/proc/$(property MainPID)")" = campwatch
    check 'its line of status counts' grep -q refresh <<<"$(property StatusText)"
    check 'the journal says that it works' journal_has 'is at work'
    check 'levels are told to the journal, not printed' fails journal_has '<[0-7]>'
    check 'the runtime asks for nothing that it is refused' fails journal_has 'thread priority'
    check 'the database is closed to others' owned /var/lib/campwatch 750
    check 'the manual is there' test -s "$guest/usr/share/man/man1/campwatch.1.gz" -a -s "$guest/usr/share/man/man5/rules.toml.5.gz"
    check 'completions for bash can be read' bash -n "$guest/usr/share/bash-completion/completions/campwatch"
    local exposure
    exposure=$(inside systemd-analyze security --no-pager campwatchd.service | sed -nE 's/.*exposure level[^:]*: ([0-9.]+).*/\1/p')
    check "systemd-analyze security says $exposure, at most 1.2" awk "BEGIN { exit !($exposure <= 1.2) }"
}

# The invented feeds of the demonstration and one that grows, from the loopback interface of the container.
watch_feeds() {
    : >"$work/items"
    cp -r Tests/DemoFeeds "$guest/srv/feeds"
    cat >"$guest/etc/systemd/system/feeds.service" <<UNIT
[Service]
ExecStart=/srv/campwatch-feedsim --root /srv/feeds --port $port --log /srv/requests.log
UNIT
    cat >"$guest/etc/systemd/system/neighbour.service" <<'UNIT'
[Service]
ExecStart=/usr/bin/perl /srv/neighbour.pl
UNIT
    # A server in the private network that notes who comes.
    cat >"$guest/srv/neighbour.pl" <<PERL
use IO::Socket::INET;
my \$server = IO::Socket::INET->new(LocalPort => $neighbour_port, Listen => 9, ReuseAddr => 1) or die "\$!";
while (my \$client = \$server->accept) { open my \$log, '>>', '/srv/neighbour.log'; print \$log "came\n"; close \$log; close \$client }
PERL
    mkdir -p "$guest/etc/systemd/system/campwatchd.service.d"
    printf '[Service]\nIPAddressAllow=127.0.0.1\n' >"$guest/etc/systemd/system/campwatchd.service.d/feeds.conf"
    inside ip address add "$neighbour/32" dev lo
    inside systemctl daemon-reload
    inside systemctl start neighbour.service
    inside systemctl restart campwatchd.service
    check_soon 'it is ready after a restart' is_ready

    # The daemon itself may go to the private network here; only the unit stands in its way.
    cat >"$guest/etc/campwatch/campwatch.toml" <<TOML
[fetch]
allow_addresses = ["127.0.0.1/32", "10.0.0.0/8"]
per_host_gap = "0.1s"
full_text = "never"
[polling]
minimum = "1s"
interval = "2s"
maximum = "5s"
jitter = 0
TOML
    sed -e "s|{{base}}|http://127.0.0.1:$port|" -e "s|</body>|\
<outline type=\"rss\" text=\"The Growing Wire\" xmlUrl=\"http://127.0.0.1:$port/wire.rss\"/>\
<outline type=\"rss\" text=\"Neighbour\" xmlUrl=\"http://$neighbour:$neighbour_port/inside.rss\"/></body>|" \
        Tests/DemoFeeds/feeds.opml >"$guest/etc/campwatch/feeds.opml"
    publish 3
    local pid
    pid=$(property MainPID)
    check 'systemctl reload succeeds' inside systemctl reload campwatchd
    check_soon 'alerts.log fills' all_told
    check 'the reload was no restart' test "$(property MainPID)" = "$pid"
    check_soon 'stories in ten languages are stored' enough_stories
    check 'alerts.log is closed to others' owned /var/log/campwatch/alerts.log 640
    inside useradd --create-home --groups campwatch analyst
    check 'a member of the group may ask' inside runuser -u analyst -- campwatch status
    check 'a member of the group may read the log' inside runuser -u analyst -- head -n 1 /var/log/campwatch/alerts.log
    inside useradd stranger
    check 'others may not' fails inside runuser -u stranger -- cat /var/log/campwatch/alerts.log
}

enough_stories() { (($(count_of_stories) >= 40)); }

reload() {
    local rules=$guest/etc/campwatch/rules.toml pid
    pid=$(property MainPID)
    cp -a "$rules" "$work/rules"
    echo 'fitler = 1' >>"$rules"
    check 'a reload with a mistake fails' fails inside systemctl reload campwatchd
    check_soon 'a mistake is named with file and line' journal_has 'rules\.toml:[0-9]+'
    check 'the daemon works on with the old rules' test "$(property MainPID)" = "$pid"
    cp -a "$work/rules" "$rules"
    inside systemctl reload campwatchd
}

survive_kills() {
    local pid begun took round
    for round in 0.2 0.9 1.7; do
        publish 1
        sleep "$round"
        pid=$(property MainPID)
        inside bash -c "kill -KILL $pid"
        begun=$(milliseconds)
        check_soon "it is back after kill -9" is_ready_again "$pid"
        took=$(($(milliseconds) - begun))
        check "within $took ms, at most 10,000" test "$took" -le 10000
        check_soon 'nothing is lost' all_told
    done
    check 'nothing is told twice' none_twice
}

# A stopped process is as hung as one can be.
survive_a_hang() {
    local pid begun
    pid=$(property MainPID)
    begun=$SECONDS
    inside bash -c "kill -STOP $pid"
    check_soon 'a hung daemon is replaced' is_ready_again "$pid"
    check "by the watchdog, after $((SECONDS - begun)) s" grep -q 'Watchdog timeout' <<<"$(inside journalctl --unit campwatchd --no-pager)"
    publish 1
    check_soon 'it works again' all_told
}

rotate() {
    inside systemd-run --quiet --unit=follower --property=StandardOutput=file:/srv/followed \
        --property=StandardError=journal \
        tail -n +1 -F /var/log/campwatch/alerts.log
    publish 1
    check_soon 'an alert before the rotation' all_told
    check 'logrotate rotates' inside logrotate --force /etc/logrotate.d/campwatchd
    publish 1
    check_soon 'an alert after it' all_told
    check 'the new log is closed to others' owned /var/log/campwatch/alerts.log 640
    # The timer's own service, within its sandbox: the last rotation was a month ago.
    sed -i -E "s/ 20[0-9]{2}-[0-9]+-[0-9]+-/ $(date -d '1 month ago' +%Y-%-m-%-d)-/" "$guest/var/lib/logrotate/status"
    check 'the service of logrotate rotates' inside systemctl start logrotate.service
    check_soon 'the older log is compressed' test -s "$guest/var/log/campwatch/alerts.log.2.gz"
    publish 1
    check_soon 'an alert after that' all_told
    check_soon 'tail -F has shown every line once, in order' followed_all
    inside systemctl stop follower
    check 'nothing is told twice' none_twice
}

followed_all() { cmp -s "$guest/srv/followed" <(lines_of alerts.log); }

# A probe runs in the unit's place, before the daemon, under all that the unit forbids.
stay_in_the_sandbox() {
    local dropin=$guest/etc/systemd/system/campwatchd.service.d/probe.conf came line
    local result=$guest/var/lib/campwatch/tried
    check 'the daemon never came to the private network' test ! -e "$guest/srv/neighbour.log"
    echo secret >"$guest/home/analyst/secret"
    chmod -R a+rX "$guest/home"
    cat >"$guest/srv/probe" <<PROBE
#!/bin/bash
try() {
    local what=\$1
    shift
    if timeout 3 "\$@" >/dev/null 2>&1; then echo "allowed: \$what"; else echo "denied: \$what"; fi
}
{
    try 'its own state' touch "\$STATE_DIRECTORY/own"
    try 'the feeds' bash -c 'exec 3<>/dev/tcp/127.0.0.1/$port'
    try 'homes' cat /home/analyst/secret
    try 'write to its configuration' touch /etc/campwatch/mine
    try 'write to /usr' touch /usr/mine
    try 'write to /var/lib' touch /var/lib/mine
    try 'the private network' bash -c 'exec 3<>/dev/tcp/$neighbour/$neighbour_port'
    try 'the rest of loopback' bash -c 'exec 3<>/dev/tcp/127.0.0.2/$neighbour_port'
    try 'packet sockets' perl -e 'socket(my \$s, 17, 3, 0) or exit 1'
    try 'netlink sockets' perl -e 'socket(my \$s, 16, 3, 0) or exit 1'
    try 'namespaces' unshare --user true
    try 'set-uid files' bash -c 'touch "\$STATE_DIRECTORY/own" && chmod u+s "\$STATE_DIRECTORY/own"'
    try 'other processes' test -e /proc/1/status
    try 'system calls of administrators' perl -e 'chroot("/") or exit 1'
    rm -f "\$STATE_DIRECTORY/own" /etc/campwatch/mine /usr/mine /var/lib/mine
} >"\$STATE_DIRECTORY/tried" 2>/dev/null
PROBE
    chmod 755 "$guest/srv/probe"
    # What nobody may do anyway would prove nothing.
    inside env STATE_DIRECTORY=/srv /srv/probe
    check 'outside the sandbox all of it works' fails grep '^denied' "$guest/srv/tried"
    check_soon 'and the neighbour notes who comes' test -s "$guest/srv/neighbour.log"
    came=$(wc -l <"$guest/srv/neighbour.log")
    printf '[Service]\nExecStartPre=-/srv/probe\n' >"$dropin"
    inside systemctl daemon-reload
    inside systemctl restart campwatchd.service
    check_soon 'the daemon starts after the probe' is_ready
    check 'the sandbox allows what is needed' test "$(grep -c '^allowed' "$result")" = 2
    check 'and that only' grep -q '^allowed: the feeds' "$result"
    while read -r line; do check "$line" true; done < <(grep '^denied' "$result")
    check 'nobody came to the neighbour' test "$(wc -l <"$guest/srv/neighbour.log")" = "$came"
    rm "$dropin" "$result"
    inside systemctl daemon-reload
}

upgrade() {
    local stories pid
    stories=$(count_of_stories)
    pid=$(property MainPID)
    check 'the next build installs over it' inside dpkg --install /srv/current.deb
    check_soon 'it is ready again' is_ready_again "$pid"
    check "its version is $version" test "$(inside dpkg-query -W -f '${Version}' campwatch)" = "$version"
    check 'a default that nobody changed is the new one' fails grep -q 'previous build' "$guest/etc/campwatch/rules.toml"
    check 'a file that somebody changed stays' grep -q 'interval = "2s"' "$guest/etc/campwatch/campwatch.toml"
    check 'every story is there' test "$(count_of_stories)" -ge "$stories"
    publish 1
    check_soon 'it works on' all_told
    check 'nothing is told twice' none_twice
}

remove_and_purge() {
    local stories left
    stories=$(count_of_stories)
    check 'the package is removed' inside dpkg --remove campwatch
    check 'the daemon is stopped' test "$(property ActiveState)" = inactive
    check 'the program is gone' test ! -e "$guest/usr/bin/campwatchd"
    check 'database, logs and configuration are kept' test -s "$guest/var/lib/campwatch/campwatch.sqlite" \
        -a -s "$guest/var/log/campwatch/alerts.log" -a -s "$guest/etc/campwatch/campwatch.toml"
    check 'the user is kept' inside getent passwd campwatch
    publish 1
    check 'the package is installed again' inside dpkg --install /srv/current.deb
    check_soon 'it is ready' is_ready
    check 'every story is there' test "$(count_of_stories)" -ge "$stories"
    check_soon 'what came meanwhile is told' all_told
    check 'nothing is told twice' none_twice
    check 'the package is purged' inside dpkg --purge campwatch
    check 'its user is gone' fails inside getent passwd campwatch
    check 'its group is gone' fails inside getent group campwatch
    rm -r "$guest/etc/systemd/system/campwatchd.service.d"
    left=$(cd "$guest" && find . \( -path ./srv -o -path ./home \) -prune -o -name '*campwatch*' -print)
    check "no file of it is left${left:+: $left}" test -z "$left"
}

main

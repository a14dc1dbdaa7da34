#!/usr/bin/env bash
# Writes the manual page campwatch(1) from what the program says of itself: campwatch.1.sh PROGRAM VERSION.
# So it has every command and option of this very build.
set -euo pipefail

program=$1 version=$2
# As wide as a page of eighty columns leaves room for.
export COLUMNS=76 LC_ALL=C.UTF-8

main() {
    cat <<ROFF
.TH CAMPWATCH 1 "" "campwatch $version" "User Commands"
.SH NAME
campwatch \\- ask what the deals of the AI industry do for the open and the closed camp
.SH SYNOPSIS
.B campwatch
.I subcommand
.RI [ options ]
.SH DESCRIPTION
.BR campwatchd (8)
watches the feeds; campwatch shows what it found, and explains every label.
It reads the daemon's database and speaks to the daemon through its control socket.
.PP
Every command takes
.B \\-h
and
.BR \\-\\-version .
Colour appears on a terminal only, and never when
.B NO_COLOR
is set.
Times are UTC.
.SH COMMANDS
ROFF
    describe_all
    cat <<'ROFF'
.SH FILES
.TP
.I /etc/campwatch
configuration:
.BR campwatch.toml (5),
.BR rules.toml (5),
.IR feeds.opml ,
.I companies.toml
and the
.IR lexicon .
.TP
.I /var/lib/campwatch
the database.
.TP
.I /var/log/campwatch
.I alerts.log
and
.IR alerts.jsonl .
.TP
.I /run/campwatch/campwatch.sock
the control socket.
.PP
Members of the group
.B campwatch
may use the installed service's files.
In a folder with
.I config/campwatch.toml
or
.I state
those take their place.
ROFF
    exit_codes
    cat <<'ROFF'
.SH SEE ALSO
.BR campwatchd (8),
.BR campwatch.toml (5),
.BR rules.toml (5)
ROFF
}

# The table of the program's own help.
exit_codes() {
    echo '.SH EXIT STATUS'
    "$program" --help | awk '
        !NF { on = 0 }
        on { code = $1; $1 = ""; printf ".TP\n.B %s\n%s\n", code, substr($0, 2) }
        /EXIT CODES/ { on = 1 }'
}

# The commands below one, each before those below it.
describe_all() {
    local name
    for name in $("$program" help "$@" | awk '/^SUBCOMMANDS:/ { on = 1; next } /^  [a-z]/ && on { print $1 }'); do
        describe "$@" "$name"
        describe_all "$@" "$name"
    done
}

# A command's help without its list of commands and the options that every command has.
describe() {
    printf '.SS campwatch %s\n.EX\n' "$*"
    "$program" help "$@" | awk '
        /^SUBCOMMANDS:/ { exit }
        /^  --version / || /^  -h, --help / { next }
        { sub(/^OVERVIEW: /, ""); lines[++count] = $0 }
        END {
            while (count > 0 && lines[count] ~ /^(OPTIONS:)?$/) count--
            for (i = 1; i <= count; i++) print lines[i]
        }' | fold -s -w "$COLUMNS" | sed -E 's/\\/\\e/g; s/-/\\-/g; s/^([.'"'"'])/\\\&\1/'
    printf '.EE\n'
}

main

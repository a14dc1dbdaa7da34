#!/bin/bash
# Draws text from standard input as a terminal in SVG, on standard output: Tests/demo.sh | Tests/picture.sh > docs/demo.svg
#
# Takes the part of the demonstration that shows alerts and the page of what is new. Alerts have the colours of their camps.
set -euo pipefail

awk '
    function escaped(text) { gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); gsub(/>/, "\\&gt;", text); return text }
    function colour(text) {
        if (text ~ /^(──|\$)/) return "#e6edf3"
        if (text ~ /^    /) return "#8b949e"
        if (text ~ /^(NEW|UPDATE) open/) return "#3fb950"
        if (text ~ /^(NEW|UPDATE) closed/) return "#d29922"
        return "#c9d1d9"
    }
    /^── campwatchd at work/ { shown = 1 }
    /^Each is one line/ { shown = 0 }
    /^── \$ campwatch today/ { shown = 1; alerts = 0 }
    /^── \$ campwatch stories/ { shown = 0; done = 1 }
    # Of the alerts a screenful.
    shown && /^(NEW|UPDATE) / { alerts++ }
    shown && !done && alerts <= 9 { lines[++count] = $0 }
    END {
        if (count == 0) { print "picture: no alerts in the input" > "/dev/stderr"; exit 1 }
        height = count * 19 + 40
        print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"" height "\" role=\"img\">"
        print "<title>campwatch at work: alerts as they come, and what is new</title>"
        print "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#0d1117\"/>"
        print "<g font-family=\"ui-monospace, Menlo, Consolas, monospace\" font-size=\"14\" xml:space=\"preserve\">"
        for (i = 1; i <= count; i++)
            if (lines[i] != "")
                printf "<text x=\"20\" y=\"%d\" fill=\"%s\">%s</text>\n", i * 19 + 18, colour(lines[i]), escaped(lines[i])
        print "</g>\n</svg>"
    }'

package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"budgetbook/generator/doc"
)

// inlines joins the lines of an item by a space and reads its bold text. Each
// [doc.Text] lies within one line, so that byte i of S stands at byte i of its span
// (the joining space is the line end).
func (r *reader) inlines(text []line) []doc.Inline {
	if len(text) == 1 && strings.IndexByte(r.text.Value[text[0].from:text[0].to], '*') < 0 {
		l := text[0] // as nearly always
		return []doc.Inline{doc.Text{S: strings.ReplaceAll(r.text.Value[l.from:l.to], "\t", " "), Span: r.text.Part(l.from, l.to)}}
	}
	parts := make([]string, len(text))
	for i, l := range text {
		parts[i] = r.text.Value[l.from:l.to]
	}
	stars := boldMarks(strings.Join(parts, " "))

	var out []doc.Inline
	bold := false
	base := 0 // of the line, in the joined text
	for i, l := range text {
		emit := func(from, to int, tail string) {
			if s := parts[i][from:to] + tail; s != "" {
				out = append(out, doc.Text{
					S:    strings.ReplaceAll(s, "\t", " "),
					Bold: bold,
					Span: r.text.Part(l.from+from, l.from+to),
				})
			}
		}
		at := 0
		for len(stars) > 0 && stars[0] < base+len(parts[i]) {
			emit(at, stars[0]-base, "")
			at = stars[0] - base + 2
			bold = !bold
			stars = stars[1:]
		}
		tail := " "
		if i == len(text)-1 {
			tail = ""
		}
		emit(at, len(parts[i]), tail)
		base += len(parts[i]) + 1
	}
	return out
}

// boldMarks finds the ** that are markup, as byte offsets; they open and close in
// turn. CommonMark would not accept **강조(주)**는, where a syllable follows the
// closing pair; here only blanks decide. Runs of one, three or more stars are text.
func boldMarks(s string) []int {
	var marks []int
	opened := -1
	for at := 0; at < len(s); {
		if s[at] != '*' {
			at++
			continue
		}
		end := at
		for end < len(s) && s[end] == '*' {
			end++
		}
		if end-at == 2 {
			prev, _ := utf8.DecodeLastRuneInString(s[:at])
			next, _ := utf8.DecodeRuneInString(s[end:])
			switch {
			case opened >= 0 && !unicode.IsSpace(prev):
				marks = append(marks, opened, at)
				opened = -1
			case end < len(s) && !unicode.IsSpace(next):
				opened = at
			}
		}
		at = end
	}
	return marks
}

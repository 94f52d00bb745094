package diag

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Sources holds the decoded text of every file that a span can point into.
type Sources map[string]string

// Position gives line and column of the span's start, both from 1; the column
// counts characters, not bytes. A span without a known file is 0, 0.
func (s Sources) Position(sp Span) (line, column int) {
	text, ok := s[sp.File]
	if !ok {
		return 0, 0
	}
	before := text[:min(sp.Start, len(text))]
	lineStart := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[lineStart:]) + 1
}

// Write prints the diagnostics in order: the line
// FILE:LINE:COL: 오류 E201: message, the excerpt with a caret, then 도움말 and 참고 lines.
// prefix stands before file names (the book folder as the user typed it).
func Write(w io.Writer, ds []Diagnostic, src Sources, prefix string) {
	for _, d := range ds {
		fmt.Fprintf(w, "%s%s %s: %s\n", src.place(d.Span, prefix), d.Severity().Korean(), d.Code, d.Message)
		src.excerpt(w, d.Span)
		for _, h := range d.Hints {
			fmt.Fprintf(w, "    도움말: %s\n", h)
		}
		for _, n := range d.Notes {
			fmt.Fprintf(w, "    참고: %s%s\n", src.place(n.Span, prefix), n.Message)
		}
	}
}

// place is "FILE:LINE:COL: ", as much of it as is known.
func (s Sources) place(sp Span, prefix string) string {
	if sp.IsZero() {
		return ""
	}
	line, column := s.Position(sp)
	if line == 0 {
		return prefix + sp.File + ": "
	}
	return fmt.Sprintf("%s%s:%d:%d: ", prefix, sp.File, line, column)
}

const excerptWidth = 100 // columns of the terminal that an excerpt may take

// excerpt prints the line of the span and carets below its part of it. A long
// line is cut to a window round the span.
func (s Sources) excerpt(w io.Writer, sp Span) {
	text, ok := s[sp.File]
	if !ok || sp.Start > len(text) || sp.End == 0 { // no text, or the file as a whole
		return
	}
	lineStart := strings.LastIndexByte(text[:sp.Start], '\n') + 1
	lineEnd := len(text)
	if i := strings.IndexByte(text[sp.Start:], '\n'); i >= 0 {
		lineEnd = sp.Start + i
	}
	line := strings.TrimRight(text[lineStart:lineEnd], "\r")
	if strings.TrimSpace(line) == "" {
		return
	}
	from := min(sp.Start-lineStart, len(line))
	to := min(max(sp.End-lineStart, from), len(line))
	before, marked, after := cells(line[:from]), cells(line[from:to]), cells(line[to:])

	lead, tail := "", ""
	if n := fit(backward(before), excerptWidth/2); n < len(before) {
		before, lead = before[len(before)-n:], "…"
	}
	if n := max(fit(slices.Values(marked), excerptWidth/2), 1); n < len(marked) {
		marked, after, tail = marked[:n], nil, "…"
	}
	if n := fit(slices.Values(after), excerptWidth-columns(before)-columns(marked)); n < len(after) {
		after, tail = after[:n], "…"
	}
	fmt.Fprintf(w, "    | %s%s%s%s%s\n", lead, string(runes(before)), string(runes(marked)), string(runes(after)), tail)
	fmt.Fprintf(w, "    | %s%s\n", strings.Repeat(" ", columns(before)+len([]rune(lead))), strings.Repeat("^", max(columns(marked), 1)))
}

// cell is one character and the terminal columns it takes.
type cell struct {
	r     rune
	width int
}

func cells(s string) []cell {
	var out []cell
	for _, r := range s {
		w := 1
		switch k := width.LookupRune(r).Kind(); {
		case r == '\t':
			r = ' '
		case unicode.In(r, unicode.Cc, unicode.Cf): // a terminal would obey it, or turn the line about
			r = '�'
		case k == width.EastAsianWide || k == width.EastAsianFullwidth:
			w = 2
		}
		out = append(out, cell{r, w})
	}
	return out
}

func runes(cs []cell) []rune {
	out := make([]rune, len(cs))
	for i, c := range cs {
		out[i] = c.r
	}
	return out
}

// fit is how many of the cells, taken in their order, go into the columns.
func fit(cs iter.Seq[cell], columns int) (n int) {
	for c := range cs {
		if columns -= c.width; columns < 0 {
			break
		}
		n++
	}
	return n
}

func backward(cs []cell) iter.Seq[cell] {
	return func(yield func(cell) bool) {
		for _, c := range slices.Backward(cs) {
			if !yield(c) {
				return
			}
		}
	}
}

func columns(cs []cell) (n int) {
	for _, c := range cs {
		n += c.width
	}
	return n
}

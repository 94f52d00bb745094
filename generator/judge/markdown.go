package judge

import (
	"regexp"
	"strings"
	"unicode"
)

// section is what stands under one heading of a Markdown file.
type section struct {
	heading string
	tables  [][][]string // rows of cells, the head first
	text    []string     // all other lines
}

var heading = regexp.MustCompile(`^#{1,6} (.*)$`)

// sections reads GFM as far as the book uses it. It is written anew on purpose: the
// writer's own reader could share the writer's mistakes.
func sections(md string) (out []section) {
	inTable := false
	for line := range strings.Lines(md) {
		line = strings.TrimRight(line, "\n")
		if m := heading.FindStringSubmatch(line); m != nil {
			out = append(out, section{heading: unescape(m[1])})
			inTable = false
			continue
		}
		if len(out) == 0 {
			out = append(out, section{})
		}
		s := &out[len(out)-1]
		switch {
		case !strings.HasPrefix(line, "|"):
			inTable = false
			s.text = append(s.text, unescape(line))
		case !inTable:
			inTable = true
			s.tables = append(s.tables, [][]string{cells(line)})
		case strings.Trim(line, "|-: ") != "" || strings.Trim(line, "| ") == "":
			last := &s.tables[len(s.tables)-1]
			*last = append(*last, cells(line))
		}
	}
	return out
}

// cells splits a row at the bars that are not escaped.
func cells(row string) (out []string) {
	row = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(row), "|"), "|")
	from := 0
	for i := 0; i < len(row); i++ {
		switch row[i] {
		case '\\':
			i++
		case '|':
			out = append(out, unescape(row[from:i]))
			from = i + 1
		}
	}
	return append(out, unescape(row[from:]))
}

// unescape gives the text that a reader sees: no bold marks, no backslashes, and a line
// end where the cell breaks.
func unescape(s string) string {
	var b strings.Builder
	for s = strings.TrimSpace(s); s != ""; {
		switch {
		case s[0] == '\\' && len(s) > 1 && s[1] < 128 && (unicode.IsPunct(rune(s[1])) || unicode.IsSymbol(rune(s[1]))):
			b.WriteByte(s[1])
			s = s[2:]
		case strings.HasPrefix(s, "**"):
			s = s[2:]
		case strings.HasPrefix(s, "<b>"):
			s = s[3:]
		case strings.HasPrefix(s, "</b>"):
			s = s[4:]
		case strings.HasPrefix(s, "<br>"):
			b.WriteByte('\n')
			s = s[4:]
		default:
			b.WriteByte(s[0])
			s = s[1:]
		}
	}
	return b.String()
}

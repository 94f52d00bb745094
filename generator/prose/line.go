package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of a text.
type line struct {
	start    int // byte offset of the mark, or of the text where there is no mark
	from, to int // byte offsets of the text, without blanks round it
	column   int // columns of indentation before start
	rank     rank
}

// rank orders the marks that staff type at equal indentation, outermost first.
type rank int

const (
	noMark rank = iota
	square      // □
	circle      // ○
	dash        // -
	dot         // ·
)

// lines cuts a text into its lines.
func lines(s string) []line {
	out := make([]line, 0, strings.Count(s, "\n")+1)
	for at := 0; at <= len(s); {
		end := len(s)
		if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
			end = at + i
		}
		out = append(out, cut(s, at, end))
		at = end + 1
	}
	return out
}

// cut reads the line s[at:end].
func cut(s string, at, end int) line {
	l := line{to: at + len(strings.TrimRightFunc(s[at:end], unicode.IsSpace))}
	for at < l.to {
		c, size := utf8.DecodeRuneInString(s[at:l.to])
		if !unicode.IsSpace(c) {
			break
		}
		l.column = indent(l.column, c)
		at += size
	}
	l.start, l.from = at, at
	c, size := utf8.DecodeRuneInString(s[at:l.to])
	next, _ := utf8.DecodeRuneInString(s[at+size : l.to])
	if rank := markRank(c, next, at+size == l.to); rank != noMark {
		l.rank = rank
		l.from = l.to - len(strings.TrimLeftFunc(s[at+size:l.to], unicode.IsSpace))
	}
	return l
}

// indent is the column behind a blank that stands at the column.
func indent(column int, blank rune) int {
	switch blank {
	case '\t':
		return column/4*4 + 4
	case '　': // as wide as a syllable
		return column + 2
	default:
		return column + 1
	}
}

// markRank tells whether c, with next behind it, is a mark. "-5%" and "○○구" begin with none.
func markRank(c, next rune, last bool) rank {
	blank := last || unicode.IsSpace(next)
	switch {
	case '가' <= c && c <= '힣': // as most lines begin that have none
	case strings.ContainsRune("□ㅁ■▣◻", c) && blank:
		return square
	case strings.ContainsRune("○ㅇ◯❍●◎", c) && blank:
		return circle
	case strings.ContainsRune("-*–—", c) && blank:
		return dash
	case c == '•' && blank, (c == '·' || c == 'ㆍ') && next != c:
		return dot
	}
	return noMark
}

func (l line) bullet() bool { return l.rank != noMark }

func (l line) blank() bool { return !l.bullet() && l.from == l.to }

// above reports whether l is a bullet that m, a line below it, belongs to.
func (l line) above(m line) bool {
	if l.column+2 <= m.column {
		return true
	}
	return m.bullet() && l.column < m.column+2 && l.rank < m.rank
}

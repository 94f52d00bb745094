package privacy

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// Kinds of token in a PDF.
const (
	endToken   = iota
	wordToken  // a number, an operator, obj, R
	nameToken  // /F1
	textToken  // (…) or <…>
	openToken  // <<
	shutToken  // >>
	otherToken // [ ] { }
)

type token struct {
	kind int
	text []byte
}

// A lexer reads PDF syntax: of objects, of page contents and of tables of letters.
type lexer struct {
	data []byte
	at   int
	one  bool // one value alone: what follows belongs to the next object
	deep int
}

func (l *lexer) next() token {
	if l.one && l.deep < 0 {
		return token{}
	}
	t := l.token()
	if l.one {
		l.count(t)
	}
	return t
}

// count notices the end of the value: of a dictionary or list its last bracket.
func (l *lexer) count(t token) {
	switch {
	case t.kind == openToken || t.kind == otherToken && t.text[0] == '[':
		l.deep++
	case t.kind == shutToken || t.kind == otherToken && t.text[0] == ']':
		l.deep--
		if l.deep == 0 {
			l.deep = -1
		}
	case l.deep == 0:
		l.deep = -1
	}
}

func (l *lexer) token() token {
	for l.at < len(l.data) {
		c := l.data[l.at]
		switch {
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		case class[c] == 's':
			l.at++
		case c == '(':
			return token{textToken, l.literal()}
		case c == '<' && l.ahead('<'):
			return l.bracket(openToken, 2)
		case c == '>' && l.ahead('>'):
			return l.bracket(shutToken, 2)
		case c == '<':
			return token{textToken, l.hex()}
		case c == '/':
			l.at++
			return token{nameToken, unescape(l.run())}
		case class[c] == 'd':
			return l.bracket(otherToken, 1)
		default:
			return token{wordToken, l.run()}
		}
	}
	return token{}
}

// class says which bytes end a word: space, or a delimiter.
var class = func() (c [256]byte) {
	for _, b := range []byte(" \t\n\v\f\r\x00") {
		c[b] = 's'
	}
	for _, b := range []byte("()<>[]{}/%") {
		c[b] = 'd'
	}
	return c
}()

func (l *lexer) ahead(c byte) bool { return l.at+1 < len(l.data) && l.data[l.at+1] == c }

func (l *lexer) bracket(kind, n int) token {
	l.at += n
	return token{kind, l.data[l.at-n : l.at]}
}

// run is a word or a name.
func (l *lexer) run() []byte {
	from := l.at
	for l.at < len(l.data) && class[l.data[l.at]] == 0 {
		l.at++
	}
	return l.data[from:l.at]
}

// literal is (a string (with brackets) and \escapes).
func (l *lexer) literal() (out []byte) {
	deep := 0
	for ; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		switch c {
		case '(':
			if deep++; deep == 1 {
				continue
			}
		case ')':
			if deep--; deep == 0 {
				l.at++
				return out
			}
		case '\\':
			l.at++
			if l.at == len(l.data) {
				return out
			}
			switch c = l.data[l.at]; {
			case c == 'n':
				c = '\n'
			case c == 'r':
				c = '\r'
			case c == 't':
				c = '\t'
			case c == 'b':
				c = '\b'
			case c == 'f':
				c = '\f'
			case '0' <= c && c <= '7':
				value := 0
				for n := 0; n < 3 && l.at < len(l.data) && '0' <= l.data[l.at] && l.data[l.at] <= '7'; n++ {
					value = value<<3 | int(l.data[l.at]-'0')
					l.at++
				}
				l.at--
				c = byte(value)
			case c == '\r' && l.ahead('\n'):
				l.at++
				continue
			case c == '\n' || c == '\r':
				continue // the line goes on
			}
		}
		out = append(out, c)
	}
	return out
}

// hex is <a string of digits>.
func (l *lexer) hex() (out []byte) {
	high := -1
	for l.at++; l.at < len(l.data) && l.data[l.at] != '>'; l.at++ {
		d := hexDigit(l.data[l.at])
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			out, high = append(out, byte(high<<4|d)), -1
		}
	}
	l.at++
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return out
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// unescape opens the #41 of a name.
func unescape(s []byte) []byte {
	if bytes.IndexByte(s, '#') < 0 {
		return s
	}
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) && hexDigit(s[i+1]) >= 0 && hexDigit(s[i+2]) >= 0 {
			out = append(out, byte(hexDigit(s[i+1])<<4|hexDigit(s[i+2])))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return out
}

// marked is the text of a string that says its encoding in its first bytes.
func marked(s []byte) (string, bool) {
	if rest, ok := bytes.CutPrefix(s, []byte("\xfe\xff")); ok {
		return utf16Text(string(rest)), true
	}
	if rest, ok := bytes.CutPrefix(s, []byte("\xef\xbb\xbf")); ok {
		return string(rest), true
	}
	return "", false
}

// unicodeText is the text of a string outside pages.
func unicodeText(s []byte) string {
	if text, ok := marked(s); ok {
		return text
	}
	return string(s)
}

func utf16Text(s string) string {
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16([]byte(s[2*i : 2*i+2]))
	}
	return string(utf16.Decode(units))
}

func code(s string) uint16 {
	if len(s) < 2 {
		return 0
	}
	return uint16(s[0])<<8 | uint16(s[1])
}

// number reads a whole number of PDF syntax: no sign, and small.
func number(s []byte) (n int, ok bool) {
	for _, c := range s {
		if !digit(c) || n > 1<<40 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(s) > 0
}

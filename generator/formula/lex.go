package formula

import (
	"fmt"
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDigits bounds one number: twenty digits are a hundred thousand times the
// largest amount, so a longer one is a slip of the keyboard.
const maxDigits = 20

// smallDigits is how many digits every int64 can hold.
const smallDigits = 18

type kind int

const (
	start    kind = iota // before the first token
	numeral              // a number with its unit
	word                 // letters that belong to no number
	operator             // + - * /, in token.op
	triangle             // △
	percent              // % behind no number
	opening              // (
	closing              // )
	equals               // =
	end
)

type token struct {
	kind   kind
	op     byte // of an operator
	number Number
	at     span
}

// lexer cuts a formula into tokens. The first fault is kept in err; from then on
// there is nothing but end, so that a parser need not look at err in between.
type lexer struct {
	text string
	pos  int
	err  *Error
}

func (l *lexer) fail(at span, message, hint string) {
	if l.err == nil {
		l.err = newError(l.text, at, message, hint)
	}
	l.pos = len(l.text)
}

// fold maps the ways to type one sign to a single one: full-width letters of a
// Korean keyboard, the wide spaces, the signs of multiplication and decrease.
func fold(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return fold(r - '！' + '!')
	case unicode.Is(unicode.Zs, r):
		return ' '
	}
	switch r {
	case '×':
		return '*'
	case '÷':
		return '/'
	case '−':
		return '-'
	case '▲', '∆', 'Δ':
		return '△'
	}
	return r
}

// rune is the folded character at byte offset i and the offset behind it; -1 at
// the end and where the bytes are no UTF-8.
func (l *lexer) rune(i int) (rune, int) {
	r, size := utf8.DecodeRuneInString(l.text[i:])
	if r == utf8.RuneError && size < 2 {
		return -1, i + size
	}
	return fold(r), i + size
}

func (l *lexer) skipSpaces(i int) int {
	for {
		r, next := l.rune(i)
		if r != ' ' {
			return i
		}
		i = next
	}
}

// next is the next token.
func (l *lexer) next() token {
	l.pos = l.skipSpaces(l.pos)
	from := l.pos
	if from == len(l.text) {
		return token{kind: end, at: span{from, from}}
	}
	r, after := l.rune(from)
	switch {
	case isDigit(r):
		n := l.number()
		return token{kind: numeral, number: n, at: span{from, l.pos}}
	case l.isTimes(from):
		r = '*'
	case isUnitLetter(r):
		l.pos = l.word(from)
		return token{kind: word, at: span{from, l.pos}}
	}
	l.pos = after
	t := token{at: span{from, after}}
	switch r {
	case '+', '-', '*', '/':
		t.kind, t.op = operator, byte(r)
	case '△':
		t.kind = triangle
	case '%':
		t.kind = percent
	case '(':
		t.kind = opening
	case ')':
		t.kind = closing
	case '=':
		t.kind = equals
	default:
		l.fail(t.at, l.stray(t.at, r), strayHint(r))
		t = token{kind: end, at: t.at}
	}
	return t
}

// stray is the message about a character that no formula has.
func (l *lexer) stray(at span, r rune) string {
	switch {
	case r < 0:
		return "UTF-8로 읽을 수 없는 글자가 있습니다"
	case r >= 0x1100 && r <= 0x11FF:
		return "한글이 자모로 풀려 있습니다"
	case r == ',':
		return "쉼표는 숫자의 세 자리 사이에만 쓸 수 있습니다"
	case r == '.':
		return "소수점은 숫자 사이에 한 번만 쓸 수 있습니다"
	case unicode.IsGraphic(r):
		return "산식에 쓸 수 없는 글자입니다: " + quote(l.text[at.from:at.to])
	}
	return fmt.Sprintf("산식에 쓸 수 없는 보이지 않는 글자입니다: U+%04X", r)
}

func strayHint(r rune) string {
	switch r {
	case '·', 'ㆍ', '・', '‧', '•', '✕', '✖', '∗', '⋅':
		return "곱하기는 * 또는 ×로 쓰십시오"
	case '–', '—', '‐', '‑', '~':
		return "빼기는 -로, 줄어든 금액은 △로 쓰십시오"
	case '[', ']', '{', '}', '〔', '〕':
		return "괄호는 ( )로 쓰십시오"
	case '₩', '￦', '\\':
		return "금액은 59,500,000원처럼 쓰십시오"
	case '.':
		return "0.5처럼 쓰십시오"
	case '\t', '\n', '\r':
		return "산식은 한 줄로, 사이는 빈칸으로 쓰십시오"
	}
	return ""
}

// number reads digits and the unit behind them.
func (l *lexer) number() Number {
	from := l.pos
	value, ok := l.digits()
	if !ok {
		return Number{}
	}
	n := Number{Value: value}
	i := l.skipSpaces(l.pos)
	if r, after := l.rune(i); r == '%' {
		l.pos = after
		n.Kind, n.Unit = Percent, "%"
		n.Value = value.Quo(value, big.NewRat(100, 1))
	} else if to := l.word(i); to > i {
		unit := span{i, to}
		if _, rest := splitMagnitude(l.text[i:to]); rest == "" { // 5천 원
			if won := l.skipSpaces(to); l.word(won) > won {
				unit.to = l.word(won)
			}
		}
		l.pos = unit.to
		l.unit(&n, span{from, unit.to}, unit)
	}
	n.Text = l.text[from:l.pos]
	return n
}

// digits reads a number as Korean documents write it: 59,500,000 or 10,680.857.
// Commas may be left out, but where one stands all must be right, for 63,00,000
// may as well have lost a zero.
func (l *lexer) digits() (value *big.Rat, ok bool) {
	from := l.pos
	var plain []byte // the digits and the point
	small := int64(0)
	groupAt, group := from, 0 // the digits since the last comma
	count, commas, decimals := 0, 0, false
	var bad *span
	closeGroup := func() {
		wrong := group > 3 || commas > 0 && group != 3
		if wrong && bad == nil {
			bad = &span{groupAt, l.pos}
		}
	}
loop:
	for {
		r, after := l.rune(l.pos)
		following, _ := l.rune(after)
		switch {
		case isDigit(r):
			group++
			count++
			plain = append(plain, byte(r))
			small = 10*small + int64(r-'0') // as long as count is smallDigits at most
		case r == ',' && !decimals && isDigit(following):
			closeGroup()
			commas, group, groupAt = commas+1, 0, after
		case r == '.' && !decimals && isDigit(following):
			if commas > 0 {
				closeGroup()
			}
			decimals = true
			plain = append(plain, '.')
		default:
			break loop
		}
		l.pos = after
	}
	if commas > 0 && !decimals {
		closeGroup()
	}
	switch {
	case count > maxDigits:
		l.fail(span{from, l.pos}, fmt.Sprintf("숫자가 너무 깁니다: %d자리", count),
			fmt.Sprintf("숫자는 %d자리까지 쓸 수 있습니다", maxDigits))
		return nil, false
	case bad != nil:
		value, _ = new(big.Rat).SetString(string(plain))
		l.fail(*bad, "쉼표 사이가 세 자리가 아닙니다: "+quote(l.text[from:l.pos]),
			"빠진 숫자가 없는지 보고 "+grouped(value)+"처럼 세 자리마다 쉼표를 찍으십시오")
		return nil, false
	case count <= smallDigits && !decimals: // as nearly always
		return new(big.Rat).SetInt64(small), true
	}
	return new(big.Rat).SetString(string(plain))
}

// word is where the letters that begin at byte offset i end. A middle dot inside
// belongs to them (개읍·면); an x that multiplies does not.
func (l *lexer) word(i int) int {
	for from := i; ; {
		r, after := l.rune(i)
		switch {
		case l.isTimes(i):
			return i
		case isUnitLetter(r):
		case i > from && isMiddleDot(r):
			if r, _ := l.rune(after); !isUnitLetter(r) {
				return i
			}
		default:
			return i
		}
		i = after
	}
}

// isTimes tells an x that multiplies from a letter of a unit: in 10,000원x3명 and
// 3 x 2 no letter follows it. Behind a Latin letter the next factor must follow at
// once, 5kgx3회, and box stays a word.
func (l *lexer) isTimes(i int) bool {
	r, after := l.rune(i)
	if r != 'x' && r != 'X' {
		return false
	}
	from := i
	for from > 0 && isLatin(rune(l.text[from-1])) {
		from--
	}
	if from < i {
		following, _ := l.rune(after)
		operand := isDigit(following) || following == '(' || following == '△'
		return operand && !strings.EqualFold(l.text[from:after], "box")
	}
	following, _ := l.rune(l.skipSpaces(after))
	if following == 'x' || following == 'X' {
		return true // no unit is all x: two signs in a row, which the parser tells
	}
	return !isUnitLetter(following)
}

func isSpace(r rune) bool     { return fold(r) == ' ' }
func isDigit(r rune) bool     { return '0' <= r && r <= '9' }
func isLatin(r rune) bool     { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
func isMiddleDot(r rune) bool { return r == '·' || r == 'ㆍ' || r == '・' || r == '‧' }

// isUnitLetter reports whether a unit may hold r: letters, and the squared signs
// ㎡ ㎞ ℃. Loose jamo (Hangul as some systems decompose it) would make a 원 that
// is none, so they are refused.
func isUnitLetter(r rune) bool {
	switch {
	case isMiddleDot(r), r >= 0x1100 && r <= 0x11FF:
		return false
	case r >= 0x3300 && r <= 0x33FF, r == '℃', r == '°', r == '²', r == '³':
		return true
	}
	return unicode.IsLetter(r)
}

package formula

import (
	"fmt"
	"math/big"
	"strings"
	"unicode/utf8"

	"budgetbook/generator/money"
)

const (
	maxText  = 1000 // characters; the longest real one has about 60
	maxDepth = 32   // parentheses within parentheses
)

const example = "59,500,000원*2개소처럼 쓰십시오"

// Parse reads one 산식. The error is an [*Error].
//
// The text alone bounds the work: at most 1,000 characters and 20 digits a number,
// so no result along the way has more than some thousand digits.
func Parse(text string) (*Formula, error) {
	if count := utf8.RuneCountInString(text); count > maxText {
		at := span{runeOffset(text, maxText), len(text)}
		return nil, newError(text, at, fmt.Sprintf("산식이 너무 깁니다: %d자", count),
			fmt.Sprintf("산식은 %d자까지 쓸 수 있으니 둘로 나누십시오", maxText))
	}
	p := parser{lexer: lexer{text: text}, formula: &Formula{Text: text}}
	p.advance()
	p.formula.root = p.sum(0)
	if p.tok.kind == equals {
		p.written()
	}
	if p.tok.kind != end {
		p.unexpected()
	}
	if p.err == nil {
		p.formula.value, p.err = p.formula.evaluate()
	}
	if p.err != nil {
		return nil, p.err
	}
	return p.formula, nil
}

// parser is a recursive descent over the grammar of the package comment. After a
// fault it goes on over end tokens, and what it returns is dropped.
type parser struct {
	lexer
	formula   *Formula
	prev, tok token
}

func (p *parser) advance() { p.prev, p.tok = p.tok, p.lexer.next() }

func (p *parser) fail(at span, message, hint string) {
	p.lexer.fail(at, message, hint)
	p.tok = token{kind: end, at: span{len(p.text), len(p.text)}}
}

func (p *parser) slice(at span) string { return p.text[at.from:at.to] }

func (p *parser) isOperator(a, b byte) bool {
	return p.tok.kind == operator && (p.tok.op == a || p.tok.op == b)
}

func (p *parser) sum(depth int) node {
	left := p.product(depth)
	for p.isOperator('+', '-') {
		op := p.tok.op
		p.advance()
		left = binary{op, left, p.product(depth)}
	}
	return left
}

func (p *parser) product(depth int) node {
	left := p.factor(depth)
	for p.isOperator('*', '/') {
		op := p.tok.op
		p.advance()
		left = binary{op, left, p.factor(depth)}
	}
	return left
}

func (p *parser) factor(depth int) node {
	sumBegins := p.prev.kind == start || p.prev.kind == opening
	from := p.tok.at.from
	switch {
	case p.tok.kind == triangle, sumBegins && p.isOperator('-', '-'):
		p.advance()
		of := p.operand(depth)
		return negative{of, span{from, of.at().to}}
	case sumBegins && p.isOperator('+', '+'):
		p.advance()
	}
	return p.operand(depth)
}

func (p *parser) operand(depth int) node {
	at := p.tok.at
	switch p.tok.kind {
	case numeral:
		p.formula.nums = append(p.formula.nums, p.tok.number)
		p.advance()
		return number{len(p.formula.nums) - 1, at}
	case opening:
		return p.parenthesis(depth)
	}
	p.noOperand()
	return number{0, at}
}

func (p *parser) parenthesis(depth int) node {
	open := p.tok.at
	if depth == maxDepth {
		p.fail(open, "괄호가 너무 깊습니다", fmt.Sprintf("괄호는 %d겹까지 쓸 수 있습니다", maxDepth))
	}
	p.advance()
	of := p.sum(depth + 1)
	switch p.tok.kind {
	case closing:
	case end, equals:
		p.fail(open, "괄호가 닫히지 않았습니다", "괄호가 끝나는 곳에 )를 쓰십시오")
	default:
		p.unexpected()
	}
	to := p.tok.at.to
	p.advance()
	unit := span{to, to}
	switch p.tok.kind {
	case word:
		unit = p.tok.at
		p.countingUnit(unit)
		p.advance()
	case percent:
		p.fail(p.tok.at, "괄호 뒤에는 %를 쓸 수 없습니다", "(5%+4%)처럼 괄호 안의 숫자마다 쓰십시오")
	}
	return counted{of, unit, span{open.from, unit.to}}
}

// countingUnit refuses money behind a parenthesis: the unit price would be no
// number of its own.
func (p *parser) countingUnit(at span) {
	if words, rest := splitMagnitude(p.slice(at)); words != "" || strings.HasPrefix(rest, "원") {
		p.fail(at, "괄호 뒤에는 금액 단위를 쓸 수 없습니다: "+quote(p.slice(at)), "(1,200원+300원)처럼 괄호 안의 숫자마다 쓰십시오")
	}
}

// written reads the result behind "=".
func (p *parser) written() {
	p.advance()
	from, sign := p.tok.at.from, int64(1)
	if p.tok.kind == triangle || p.isOperator('-', '-') {
		sign = -1
		p.advance()
	}
	switch {
	case p.tok.kind == end:
		p.fail(p.prev.at, "뒤에 금액이 없습니다: "+quote(p.slice(p.prev.at)), "=119,000천원처럼 쓰거나 =를 지우십시오")
	case p.tok.kind != numeral:
		p.fail(p.tok.at, "= 뒤에는 금액 하나만 쓸 수 있습니다: "+quote(p.slice(p.tok.at)), "=119,000천원처럼 쓰십시오")
	case p.tok.number.Kind != Money:
		hint := "=119,000천원처럼 쓰십시오"
		if p.tok.number.Unit == "" {
			hint = "=" + p.tok.number.Text + "원처럼 쓰십시오"
		}
		p.fail(p.tok.at, "= 뒤의 숫자에 금액 단위(원)가 없습니다", hint)
	default:
		f := p.formula
		f.Written = new(big.Rat).Mul(p.tok.number.Value, big.NewRat(sign, 1))
		f.WrittenAt = [2]int{from, p.tok.at.to}
		if tooLarge(f.Written) {
			p.fail(span{from, p.tok.at.to}, money.ErrLimit.Error(), "")
		}
		p.advance()
		if p.tok.kind != end {
			p.fail(p.tok.at, "= 뒤에는 금액 하나만 쓸 수 있습니다: "+quote(p.slice(p.tok.at)), "=119,000천원처럼 쓰십시오")
		}
	}
}

// noOperand reports that no number stands at the current token.
func (p *parser) noOperand() {
	t, before := p.tok, p.prev
	first := before.kind == start
	switch {
	case t.kind == end && first:
		p.fail(span{0, len(p.text)}, "산식이 비어 있습니다", example)
	case t.kind == equals && first:
		p.fail(t.at, "= 앞에 산식이 없습니다", example)
	case t.kind == closing && first:
		p.fail(t.at, "여는 괄호가 없습니다", "(를 쓰거나 )를 지우십시오")
	case t.kind == closing && before.kind == opening:
		p.fail(span{before.at.from, t.at.to}, "괄호 안이 비어 있습니다", "(60+60/2)월처럼 쓰십시오")
	case t.kind == end, t.kind == equals, t.kind == closing:
		p.fail(before.at, "뒤에 숫자가 없습니다: "+quote(p.slice(before.at)), example)
	case t.kind == operator && first, t.kind == operator && before.kind == opening:
		p.fail(t.at, "앞에 숫자가 없습니다: "+quote(p.slice(t.at)), example)
	case t.kind == operator && (t.op == '-' || t.op == '+'):
		p.fail(t.at, "연산 기호가 이어져 있습니다: "+quote(p.slice(span{before.at.from, t.at.to})), "음수는 △3이나 (-3)처럼 쓰십시오")
	case t.kind == operator, t.kind == triangle:
		p.fail(t.at, "연산 기호가 이어져 있습니다: "+quote(p.slice(span{before.at.from, t.at.to})), "하나만 쓰십시오")
	case t.kind == percent:
		p.fail(t.at, "% 앞에 숫자가 없습니다", "9%처럼 쓰십시오")
	default:
		p.fail(t.at, "숫자가 올 자리입니다: "+quote(p.slice(t.at)), example)
	}
}

// unexpected reports a token that cannot stand behind a number.
func (p *parser) unexpected() {
	t, before := p.tok, p.prev
	both := span{before.at.from, t.at.to}
	switch t.kind {
	case closing:
		p.fail(t.at, "여는 괄호가 없습니다", "(를 쓰거나 )를 지우십시오")
	case word:
		hint := ""
		if before.kind == numeral && before.number.Kind == Count || before.kind == word {
			hint = "단위는 " + p.slice(before.at) + p.slice(t.at) + "처럼 붙여 쓰십시오"
		}
		p.fail(t.at, "단위가 올 자리가 아닙니다: "+quote(p.slice(t.at)), hint)
	case percent:
		p.fail(t.at, "%가 올 자리가 아닙니다", "9%처럼 쓰십시오")
	case numeral:
		hint := "곱하기는 *, 더하기는 +로 쓰십시오"
		if before.kind == numeral {
			hint = p.slice(before.at) + "*" + p.slice(t.at)
		}
		p.fail(t.at, "연산 기호가 빠졌습니다: "+quote(p.slice(both)), hint)
	case opening, triangle:
		p.fail(t.at, "앞에 연산 기호가 빠졌습니다: "+quote(p.slice(t.at)), "곱하기는 *, 더하기는 +로 쓰십시오")
	default:
		panic(fmt.Sprintf("formula: token %d behind an operand", t.kind))
	}
}

// runeOffset is where the n-th character of text begins, in bytes.
func runeOffset(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

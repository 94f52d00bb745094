package formula

import (
	"fmt"
	"math/big"
	"strings"
	"unicode/utf8"
)

// moneyUnits are the 금액 단위 and how many won each holds.
var moneyUnits = map[string]int64{
	"원":   1,
	"천원":  1_000,
	"만원":  10_000,
	"십만원": 100_000,
	"백만원": 1_000_000,
	"천만원": 10_000_000,
	"억원":  100_000_000,
}

// magnitudes are the number words that a unit may begin with. 조 is not among
// them: it is also a counter (3조, three teams).
var magnitudes = map[rune]int64{'십': 10, '백': 100, '천': 1_000, '만': 10_000, '억': 100_000_000}

// splitMagnitude parts the number words from a unit: 만명 is 만 and 명.
func splitMagnitude(unit string) (words, rest string) {
	rest = strings.TrimLeft(unit, "십백천만억")
	return strings.TrimSuffix(unit, rest), rest
}

// maxUnit bounds a unit, characters: the longest real one has six.
const maxUnit = 20

// unit sets the unit of n, which stands at `at` in the text, from the word at `of`.
//
// Only money scales a number. A 만 before any other unit (3만명) would be lost
// without a word, and so is an error.
func (l *lexer) unit(n *Number, at, of span) {
	unit := l.text[of.from:of.to]
	if strings.ContainsFunc(unit, isSpace) {
		unit = strings.Join(strings.FieldsFunc(unit, isSpace), "")
	}
	if scale, ok := moneyUnits[unit]; ok {
		n.Kind, n.Unit = Money, "원"
		if scale > 1 {
			n.Value = n.Value.Mul(n.Value, big.NewRat(scale, 1))
		}
		return
	}
	words, rest := splitMagnitude(unit)
	switch {
	case utf8.RuneCountInString(unit) > maxUnit:
		l.fail(of, "단위가 너무 깁니다: "+quote(unit), fmt.Sprintf("단위는 %d자까지 쓸 수 있습니다", maxUnit))
	case strings.HasPrefix(rest, "원"):
		l.fail(of, "금액 단위를 읽을 수 없습니다: "+quote(unit), "원, 천원, 만원, 십만원, 백만원, 천만원, 억원 가운데 하나로 쓰십시오")
	case words != "" && rest == "":
		l.fail(at, "금액 단위가 끝나지 않았습니다: "+quote(l.text[at.from:at.to]),
			l.text[at.from:at.to]+"원처럼 쓰고, 뒤에 이어지는 금액은 한 숫자로 합쳐 쓰십시오")
	case words != "":
		l.fail(at, "수량에는 "+words+" 단위를 쓸 수 없습니다: "+quote(l.text[at.from:at.to]), spelledOut(n.Value, words)+rest+"처럼 쓰십시오")
	}
	n.Unit = unit
}

// spelledOut multiplies the number word out: 3만 is 30,000.
func spelledOut(value *big.Rat, words string) string {
	scaled := new(big.Rat).Set(value)
	for _, r := range words {
		scaled.Mul(scaled, big.NewRat(magnitudes[r], 1))
	}
	return grouped(scaled)
}

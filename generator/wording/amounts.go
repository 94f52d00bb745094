package wording

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/money"
)

var (
	amountPart = regexp.MustCompile(`^\s*([0-9][0-9,]*)(\.[0-9]+)?\s*(조|천억|백억|십억|억|천만|백만|십만|만|천|백|)`)
	// A rate or a limit is no total: 50백만원/개소, 30백만원 이내. Money of others makes another total.
	otherAmount = regexp.MustCompile(`^\s*(/|이내|이하|이상|한도|씩|내외|정도|미만|초과|~|∼|～|-|→|⇒|▶|에서)`)
)

var scales = map[string]int64{"": 1, "백": 100, "천": 1_000, "만": 10_000, "십만": 100_000, "백만": 1_000_000, "천만": 10_000_000,
	"억": 100_000_000, "십억": 1_000_000_000, "백억": 10_000_000_000, "천억": 100_000_000_000, "조": 1_000_000_000_000}

// amounts holds 사업비 and 예산액 at the head of a bullet against the computed total, as
// exactly as the amount is written: 566백만원 may be 566,600천원. Amounts further inside a
// sentence, below other bullets or in the history may be of a part, or of another year.
func (r *Rules) amounts(book *budget.Book, s *calc.Sheet, t *text) (ds []diag.Diagnostic) {
	total := s.Total.Current.Figure
	if total == nil || t.kind != plan && t.kind != summary {
		return nil
	}
	words := r.Amount.Year
	if oneYear(book, s.Project) {
		words = r.anyAmount
	}
	for i := range t.items {
		it := &t.items[i]
		heads := []*item{it}
		if strings.HasSuffix(strings.TrimSpace(it.text), "개요") {
			for j := range it.children {
				heads = append(heads, &it.children[j])
			}
		}
		for _, head := range heads {
			from, ok := keyword(words, head.text)
			if !ok {
				continue
			}
			written, precision, to, ok := amountAt(head.text, from)
			if !ok || otherAmount.MatchString(head.text[to:]) || ofOthers(book, head.text[to:]) {
				continue
			}
			if near(written, total.Won, precision) || near(written, total.Won+outside(s), precision) {
				continue
			}
			start := from + len(head.text[from:]) - len(strings.TrimLeft(head.text[from:], " "))
			ds = append(ds, diag.Diagnostic{Code: "W372", Span: head.at(start, to),
				Message: fmt.Sprintf("글에 적힌 사업비가 계산한 예산액과 다릅니다: 적힌 값 %s, 계산한 값 %s", head.text[start:to], total.Won.With(money.Thousand)),
				Hints:   []string{"글의 금액을 고치거나 {{사업비}} 로 적어 계산한 값이 찍히게 하십시오"}})
		}
	}
	return ds
}

// near reports whether two amounts agree as far as one of them is written.
func near(written *big.Rat, won money.Won, precision *big.Rat) bool {
	diff := new(big.Rat).Sub(written, won.Rat())
	return diff.Abs(diff).Cmp(precision) < 0
}

// outside is the money outside the budget that the project gives, which 총사업비 may hold.
func outside(s *calc.Sheet) (sum money.Won) {
	for _, share := range s.Outside {
		if share.Figure != nil {
			sum += share.Figure.Won // bounded: each is below 10^15 and there are few
		}
	}
	return sum
}

// keyword is where the amount begins behind one of the words at the head of the text.
func keyword(words []string, text string) (from int, ok bool) {
	for _, w := range words {
		rest, found := strings.CutPrefix(text, w)
		if !found {
			continue
		}
		rest = strings.TrimLeft(rest, " ")
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, ":"), "：")
		rest = strings.TrimLeft(rest, " ")
		rest = strings.TrimPrefix(rest, "금")
		if rest != "" && digit(rest[0]) {
			return len(text) - len(rest), true
		}
	}
	return 0, false
}

// oneYear reports whether the project's whole cost is this year's: it recurs every year,
// or it begins and ends in the fiscal year.
func oneYear(book *budget.Book, p *budget.Project) bool {
	if len(p.Plan) > 0 || p.Continuing != nil {
		return false // a 총사업비 of its own, which package check looks after
	}
	o := &p.Overview
	for _, c := range o.Cycle {
		if c.Value == recurring {
			return true
		}
	}
	from, ok1 := budget.Month(o.From)
	to, ok2 := budget.Month(o.To)
	return ok1 && ok2 && int64(from.Year()) == book.FiscalYear.Value && int64(to.Year()) == book.FiscalYear.Value
}

// recurring is the tick of 사업기간 for a project of every year.
const recurring = "연례반복"

// ofOthers reports whether money outside the budget stands behind an amount.
func ofOthers(book *budget.Book, rest string) bool {
	for _, s := range book.Sources {
		if s.Outside.Value && strings.Contains(rest, s.Label.Value) {
			return true
		}
	}
	return strings.Contains(rest, "자부담") || strings.Contains(rest, "민자")
}

// amountAt reads an amount such as 566,600천원, 5.7억원 or 5억 6,660만원; precision is the
// worth of its last digit.
func amountAt(text string, from int) (won, precision *big.Rat, to int, ok bool) {
	won, at := new(big.Rat), from
	for {
		m := amountPart.FindStringSubmatch(text[at:])
		if m == nil || len(m[1])+len(m[2]) > maxDigits {
			return nil, nil, 0, false
		}
		whole, fraction, unit := m[1], m[2], m[3]
		value, valid := new(big.Rat).SetString(strings.ReplaceAll(whole, ",", "") + fraction)
		if !valid {
			return nil, nil, 0, false
		}
		precision = big.NewRat(scales[unit], 1)
		won.Add(won, value.Mul(value, precision))
		for range max(len(fraction)-1, 0) {
			precision.Quo(precision, big.NewRat(10, 1))
		}
		at += len(m[0])
		if strings.HasPrefix(text[at:], "원") {
			return won, precision, at + len("원"), true
		}
		if unit == "" {
			return nil, nil, 0, false
		}
	}
}

// maxDigits keeps nonsense from becoming a number.
const maxDigits = 24

package statement

import (
	"fmt"
	"strings"

	"budgetbook/generator/formula"
	"budgetbook/generator/money"
)

// row is a 산출내역 of the book that is being made: a label, a 산식 and what to say about it.
type row struct {
	comments       []string
	label, formula string
}

// reading is what the strings of one leaf hold.
type reading struct {
	formulas []string
	sum      money.Won // each formula rounded, then added
	scraps   []string  // what is no formula: pieces of names, a page's foot
	broken   []string  // what has a price in it and still cannot be read
	mended   []string  // formulas whose written result was wrong and is left out
	under    map[money.Mode]money.Won
}

// read reads 산출기초.
func (c *converter) read(basis list[text]) reading {
	r := reading{under: map[money.Mode]money.Won{}}
	for _, t := range basis.all {
		s := c.clean(t)
		if s == "" || c.err != nil {
			continue
		}
		f, err := formula.Parse(s)
		if err != nil {
			if priced(s) {
				r.broken = append(r.broken, s)
			} else {
				r.scraps = append(r.scraps, s)
			}
			continue
		}
		won, err := money.Round(f.Value(), money.Thousand, c.opt.Rounding)
		if err != nil || won > maxAmount || won < -maxAmount {
			r.broken = append(r.broken, s)
			continue
		}
		if f.Written != nil && f.Written.Cmp(won.Rat()) != 0 && f.Written.Cmp(f.Value()) != 0 {
			r.mended = append(r.mended, s)
			s = strings.TrimRight(s[:f.WrittenAt[0]], " =＝")
		}
		r.formulas = append(r.formulas, s)
		r.sum += won
		c.spend(won)
		for _, m := range money.Modes {
			w, _ := money.Round(f.Value(), money.Thousand, m) // within the limit, as above, give or take a unit
			r.under[m] += w
		}
	}
	return r
}

// priced reports whether a text holds a price, and so is no scrap of a name.
func priced(s string) bool {
	before := ' '
	for _, r := range s {
		if r == '원' && (before >= '0' && before <= '9' || strings.ContainsRune("천만억", before)) {
			return true
		}
		before = r
	}
	return false
}

// said is what there is to say about the strings that are no formula.
func (r reading) said(c *converter) (notes []string) {
	each := func(texts []string, one, many string) {
		switch len(texts) {
		case 0:
		case 1:
			notes = append(notes, fmt.Sprintf(one, c.quote(texts[0])))
		default:
			notes = append(notes, fmt.Sprintf(many, c.quote(texts[0]), len(texts)-1))
		}
	}
	each(r.scraps, "산식이 아니어서 넣지 않은 글이 있습니다(이름의 뒷부분일 수 있습니다): %s", "산식이 아니어서 넣지 않은 글이 있습니다(이름의 뒷부분일 수 있습니다): %s 밖 %d개")
	each(r.broken, "읽을 수 없는 산식이 있습니다: %s", "읽을 수 없는 산식이 있습니다: %s 밖 %d개")
	each(r.mended, "산식에 적힌 결과가 계산과 달라 = 뒤를 뺐습니다: %s", "산식에 적힌 결과가 계산과 달라 = 뒤를 뺐습니다: %s 밖 %d개")
	return notes
}

// leaf turns a printed line with its 산출기초 into rows that add up to its amount: the
// printed one, else what the formulas give.
func (c *converter) leaf(at place, label string, printed amount, basis list[text]) (rows []row, total money.Won) {
	c.result.Counts.Leaves++
	r := c.read(basis)
	said := append(c.wrongAmount(printed), r.said(c)...)
	said = append(said, c.badElements(basis.bad)...)
	c.result.Counts.Formulas += len(r.formulas)
	for _, f := range r.formulas {
		rows = append(rows, row{label: label, formula: f})
	}
	total, given := printed.won()
	if !given {
		total = r.sum
	}
	switch {
	case len(rows) == 0:
		c.result.Counts.Fixed++
		if given {
			said = append(said, "읽을 산식이 없어 금액을 그대로 적었습니다: "+total.Exact())
		} else {
			said = append(said, "금액도 산식도 없어 0원으로 적었습니다")
		}
		rows = []row{{label: label, formula: fixed(total)}}
		c.spend(total)
	case total != r.sum:
		rows = append(rows, c.remainder(at, "산식", len(rows), total, r.sum))
	}
	if given && len(r.formulas) > 0 {
		c.compared++
		for _, m := range money.Modes {
			if r.under[m] == total {
				c.matches[m]++
			}
		}
	}
	rows[0].comments = append(said, rows[0].comments...)
	c.note(at, said...)
	return rows, total
}

// remainder is the row that holds what parts leave over of their printed sum. There may be
// no parts at all.
func (c *converter) remainder(at place, parts string, n int, printed, sum money.Won) row {
	c.result.Counts.Remainders++
	said := fmt.Sprintf("%s의 합(%s)이 적힌 금액(%s)과 달라 나머지를 넣었습니다: %s", parts, sum.Exact(), printed.Exact(), (printed - sum).Exact())
	if n == 0 {
		said = fmt.Sprintf("%s 없이 금액만 있어 나머지로 넣었습니다: %s", parts, printed.Exact())
	}
	c.note(at, said)
	c.spend(printed - sum)
	return row{comments: []string{said}, label: Remainder, formula: fixed(printed - sum)}
}

// fixed is an amount as a 산식.
func fixed(w money.Won) string { return w.With(money.InWon) }

// wrongAmount tells of something in the place of an amount that is none.
func (c *converter) wrongAmount(a amount) []string {
	if wrong := a.wrong(); wrong != "" {
		return []string{"금액을 읽을 수 없어 없는 것으로 보았습니다: " + c.quote(wrong)}
	}
	return nil
}

// badElements tells of values of another kind in a list.
func (c *converter) badElements(n int) []string {
	if n > 0 {
		return []string{fmt.Sprintf("목록에 읽을 수 없는 값이 %d개 있습니다", n)}
	}
	return nil
}

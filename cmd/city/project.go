package main

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"regexp"
	"strings"
)

// year is the fiscal year of every book.
const year = 2026

// line is 통계목: its text from the kind, and what it comes to, 원.
type line struct {
	code, name string
	basis      []string // ○ and - rows as written
	current    int64
	last       int64 // 전년도 예산액
	base       int64 // what it is compared with: last, or 기정액 in the 추경
}

// share is one source of money and its part of 100.
type share struct {
	key  string
	part int64
}

// project is one instance of a kind.
type project struct {
	kind
	*filler
	title, bureau, department string
	years                     *rand.Rand // of the money of other years
	lines                     []line
	shares                    []share // the last takes what the others leave
	cut                       bool    // the 추경 takes all of it away
}

var factor = regexp.MustCompile(`([*/]?)([0-9][0-9,]*)(\.[0-9]+)?(%?)`)

// amount is what a 산식 comes to: a product, rounded up to 천원 as the book says.
func amount(formula string) int64 {
	value := big.NewRat(1, 1)
	for _, m := range factor.FindAllStringSubmatch(formula, -1) {
		n, _ := new(big.Rat).SetString(strings.ReplaceAll(m[2], ",", "") + m[3])
		if m[4] != "" {
			n.Quo(n, big.NewRat(100, 1))
		}
		if m[1] == "/" {
			n.Inv(n)
		}
		value.Mul(value, n)
	}
	value.Quo(value, big.NewRat(1000, 1))
	whole, rest := new(big.Int).QuoRem(value.Num(), value.Denom(), new(big.Int))
	if rest.Sign() > 0 {
		whole.Add(whole, big.NewInt(1))
	}
	return whole.Int64() * 1000
}

// setLines reads the rows "401-01 시설비", "○ 부기 | 산식" and "- 산출내역 | 산식".
func (p *project) setLines(text string) {
	for _, row := range strings.Split(text, "\n") {
		if row[0] >= '1' && row[0] <= '9' {
			code, name, _ := strings.Cut(row, " ")
			p.lines = append(p.lines, line{code: code, name: name})
			continue
		}
		l := &p.lines[len(p.lines)-1]
		l.basis = append(l.basis, row)
		if _, formula, ok := strings.Cut(row, "|"); ok {
			l.current += amount(formula)
		}
	}
}

// part is so many of 100 of an amount, in whole 천원, or coarser where it is large: people
// think in round amounts.
func part(won, of100 int64) int64 {
	unit := int64(1_000)
	switch {
	case won >= 200_000_000:
		unit = 1_000_000
	case won >= 10_000_000:
		unit = 100_000
	}
	return won / 100 * of100 / unit * unit
}

// split is an amount by source; all but the last are cut to 천원.
func (p *project) split(won int64) (out []int64) {
	rest := won
	for i, s := range p.shares {
		w := rest
		if i < len(p.shares)-1 {
			w = won / 100 * s.part / 1000 * 1000
		}
		out = append(out, w)
		rest -= w
	}
	return out
}

func (p *project) hasNational() bool { return p.shares[0].key == "national" }

// funding is an inline table of an amount by source.
func (p *project) funding(won int64) string {
	var parts []string
	for i, w := range p.split(won) {
		parts = append(parts, fmt.Sprintf("%s = %s", p.shares[i].key, underscored(w)))
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

func (p *project) total() (won int64) {
	for _, l := range p.lines {
		won += l.current
	}
	return won
}

func (p *project) lastTotal() (won int64) {
	for _, l := range p.lines {
		won += l.last
	}
	return won
}

// underscored is 12_000, as TOML has it.
func underscored(n int64) string { return strings.ReplaceAll(grouped(n), ",", "_") }

// setLast makes up last year's budget: none for what is new, the plan's for what has one,
// and otherwise most lines as they were or somewhat off.
func (p *project) setLast() {
	var plan []int64
	if text := p.fields["plan"]; text != "" {
		plan = percents(text)
	}
	for i := range p.lines {
		l := &p.lines[i]
		switch {
		case p.fields["cycle"] == "신규":
		case plan != nil:
			l.last = part(l.current, 100*plan[1]/plan[2])
		default:
			of100 := []int64{100, 100, 95, 97, 90, 92, 105, 108, 80, 115}[p.years.IntN(10)]
			if l.last = part(l.current, of100); of100 == 100 {
				l.last = l.current
			}
		}
		l.base = l.last
	}
}

func percents(text string) (out []int64) {
	for _, word := range strings.Fields(text) {
		out = append(out, number(word))
	}
	return out
}

// settled writes the three years of 결산 up to two years ago.
func (p *project) settled(w *strings.Builder) {
	first := year - 4
	if from, _, ok := strings.Cut(p.fields["cycle"], "~"); ok {
		first = max(first, int(number(from[:4])))
	}
	if p.fields["cycle"] == "신규" {
		return
	}
	building := p.fields["plan"] != ""
	level, carried := p.lastTotal(), int64(0)
	for y := first; y <= year-2; y++ {
		final := part(level, int64(82+6*(y-year+4)+p.years.IntN(8)))
		changed := int64(0)
		if p.years.IntN(6) == 0 {
			changed = part(final, 3)
		}
		available := final + carried + changed
		out := int64(0)
		if y < year-2 && (building || p.years.IntN(8) == 0) {
			out = part(available, int64(4+p.years.IntN(24)))
		}
		unspent := (available - out) / 1000 * int64(1+p.years.IntN(45)) / 10 * 10 // in won, as it comes
		fmt.Fprintf(w, "\n[[settlement]]\nyear = %d\nfinal = %s\ncarried_in = %s\nchanged = %s\nspent = %s\ncarried_out = %s\n",
			y, underscored(final), underscored(carried), underscored(changed), underscored(available-out-unspent), underscored(out))
		if p.hasNational() {
			n := func(won int64) int64 { return won / 100 * p.shares[0].part }
			fmt.Fprintf(w, "national = { final = %s, carried_in = %s, changed = %s, spent = %s, carried_out = %s }\n", underscored(n(final)), underscored(n(carried)),
				underscored(n(changed)), underscored(n(final)+n(carried)+n(changed)-n(out)-n(unspent)), underscored(n(out)))
		}
		carried = out
	}
}

package formula_test

import (
	"encoding/json"
	"os"
	"regexp"
	"testing"

	"budgetbook/generator/formula"
	"budgetbook/generator/judge"
	"budgetbook/generator/money"
)

// statement is one leaf or branch of a real 세출예산 사업명세서.
type statement struct {
	Name                         string
	Amount                       money.Won // 천원
	Basis                        []string
	Groups, Stats, Items, Detail []statement
}

// Every 산출기초 of half a county's budget: what is a formula is read and, rounded
// up to 천원, is the amount in the book; what is not read is a scrap of the
// neighbouring text.
func TestRealStatement(t *testing.T) {
	data, err := os.ReadFile(judge.Shared(t, "real/muju-2026-part.json"))
	if err != nil {
		t.Fatal(err)
	}
	var projects []statement
	if err := json.Unmarshal(data, &projects); err != nil {
		t.Fatal(err)
	}
	var single, several, read, scraps int
	priced := regexp.MustCompile(`\d(천|만|억)?원`)
	var walk func(s statement)
	walk = func(s statement) {
		var total money.Won
		formulas := 0
		for _, text := range s.Basis {
			f, err := formula.Parse(text)
			if err != nil {
				scraps++
				if priced.MatchString(text) {
					t.Errorf("%s: %q looks like a formula: %v", s.Name, text, err)
				}
				continue
			}
			read++
			formulas++
			rounded, err := money.Round(f.Value(), money.Thousand, money.Ceil)
			if err != nil {
				t.Fatal(err)
			}
			total, err = total.Add(rounded)
			if err != nil {
				t.Fatal(err)
			}
		}
		if formulas > 0 {
			if want := s.Amount * money.Won(money.Thousand); total != want {
				t.Errorf("%s: %q is %s, the book says %s", s.Name, s.Basis, total.Exact(), want.Exact())
			}
			if len(s.Basis) == 1 {
				single++
			} else {
				several++
			}
		}
		for _, parts := range [][]statement{s.Groups, s.Stats, s.Items, s.Detail} {
			for _, part := range parts {
				walk(part)
			}
		}
	}
	for _, p := range projects {
		walk(p)
	}
	t.Logf("%d strings read, %d scraps; %d lines of one string and %d of several equal the book", read, scraps, single, several)
	if single < 3297 {
		t.Errorf("%d lines of one formula, want the 3,297 of the file", single)
	}
}

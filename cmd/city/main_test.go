package main

import (
	"io/fs"
	"maps"
	"testing"
	"testing/fstest"

	core "budgetbook/generator/book"
	"budgetbook/generator/money"
)

// folder is the book as book.Check reads it.
func folder(files map[string]string) fs.FS {
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// TestBooksAreClean: every kind, in both budgets, passes every rule of the program, and what
// this tool summed up by itself is what the program computes.
func TestBooksAreClean(t *testing.T) {
	const n, seed = 160, 7
	all, err := kinds()
	if err != nil || len(all) < 50 {
		t.Fatal(len(all), "kinds", err)
	}
	var checked []*core.Checked
	for round := range 2 {
		files, err := book(n, seed, round, false)
		if err != nil {
			t.Fatal(err)
		}
		c := core.Check(folder(files), 0)
		for _, d := range c.Diagnostics {
			t.Errorf("round %d: %s %v %s", round, d.Code, d.Span.File, d.Message)
		}
		checked = append(checked, c)
	}
	checked[1].Compare(checked[0])
	for _, d := range checked[1].Diagnostics {
		t.Errorf("추경 against 본예산: %s %s %s", d.Code, d.Span.File, d.Message)
	}
	if len(checked[1].Sheets) < 20 {
		t.Errorf("추경 has %d projects only", len(checked[1].Sheets))
	}
	sum := int64(0)
	for _, at := range places(annual(all), n) {
		sum += at.make(seed, 0).total()
	}
	if got := checked[0].Totals.All.Current.Figure.Won; got != money.Won(sum) {
		t.Errorf("the program adds up to %d, this tool to %d", got, sum)
	}
}

// TestSameSeed: one seed makes one book, another another.
func TestSameSeed(t *testing.T) {
	a, _ := book(80, 1, 1, true)
	b, _ := book(80, 1, 1, true)
	c, _ := book(80, 2, 1, true)
	if !maps.Equal(a, b) || maps.Equal(a, c) {
		t.Error("the seed does not decide")
	}
}

// TestParticles chooses by the last syllable.
func TestParticles(t *testing.T) {
	for in, want := range map[string]string{
		"도로을/를 고침": "도로를 고침", "하천을/를": "하천을", "길으로/로 감": "길로 감", "집으로/로": "집으로",
		"(센터)을/를": "(센터)를", "월세 지원을/를": "월세 지원을",
	} {
		if got := particles(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// TestAmount rounds up to 천원 once.
func TestAmount(t *testing.T) {
	for formula, want := range map[string]int64{
		"38,000원*2,400㎡": 91_200_000, "96,000,000원*0.72%": 692_000, "1원*1식": 1000, "9,000원*14명*6일*12월": 9_072_000, "1,000,000원/3": 334_000,
	} {
		if got := amount(formula); got != want {
			t.Errorf("%s: %d, want %d", formula, got, want)
		}
	}
}

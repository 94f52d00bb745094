package calc_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"budgetbook/generator/calc"
	"budgetbook/generator/figure"
)

// model is a project as the properties see it: prices and quantities only.
type model struct{ lines []modelLine }

type modelLine struct {
	base  int // 천원, or -1: not given
	basis []modelBasis
}

type modelBasis struct {
	own   *leaf
	items []leaf
}

type leaf struct{ price, quantity int } // 원, 개

// thousands is a leaf in 천원, rounded up.
func (l leaf) thousands() int { return (l.price*l.quantity + 999) / 1000 }

func (l leaf) formula() string { return fmt.Sprintf("\"%d원*%d개\"", l.price, l.quantity) }

func (l modelLine) toml() string {
	var b strings.Builder
	b.WriteString("[[line]]\ncode = \"201-01\"\nname = \"목\"\n")
	if l.base >= 0 {
		fmt.Fprintf(&b, "base = %d\n", l.base*1000)
	}
	for _, basis := range l.basis {
		b.WriteString("[[line.basis]]\nlabel = \"부기\"\n")
		if basis.own != nil {
			fmt.Fprintf(&b, "formula = %s\n", basis.own.formula())
		}
		for _, item := range basis.items {
			fmt.Fprintf(&b, "[[line.basis.item]]\nlabel = \"내역\"\nformula = %s\n", item.formula())
		}
	}
	return b.String()
}

func (m model) compute(t *rapid.T) *calc.Sheet {
	var b strings.Builder
	for _, l := range m.lines {
		b.WriteString(l.toml())
	}
	book := load(t, b.String())
	sheet, ds := calc.Compute(book, book.Projects[0])
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return sheet
}

var (
	leaves = rapid.Custom(func(t *rapid.T) leaf {
		return leaf{rapid.IntRange(0, 2_000_000).Draw(t, "price"), rapid.IntRange(0, 400).Draw(t, "quantity")}
	})
	bases = rapid.Custom(func(t *rapid.T) modelBasis {
		var b modelBasis
		b.items = rapid.SliceOfN(leaves, 0, 3).Draw(t, "items")
		if len(b.items) == 0 || rapid.Bool().Draw(t, "own") {
			own := leaves.Draw(t, "own formula")
			b.own = &own
		}
		return b
	})
	lines = rapid.Custom(func(t *rapid.T) modelLine {
		return modelLine{rapid.IntRange(-1, 1_000_000).Draw(t, "base"), rapid.SliceOfN(bases, 1, 3).Draw(t, "basis")}
	})
	models = rapid.Custom(func(t *rapid.T) model {
		return model{rapid.SliceOfN(lines, 1, 4).Draw(t, "lines")}
	})
)

// TestSumsOfParts: every level is the sum of the printed parts below it.
func TestSumsOfParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := models.Draw(t, "project")
		s := m.compute(t)
		want := func(what string, f *figure.Figure, thousands int) {
			if f == nil || int(f.Won) != thousands*1000 {
				t.Errorf("%s = %s, want %d천원", what, value(f), thousands)
			}
		}
		total, base, bases := 0, 0, true
		for i, l := range m.lines {
			line := 0
			for j, b := range l.basis {
				sum := 0
				if b.own != nil {
					sum += b.own.thousands()
				}
				for _, item := range b.items {
					sum += item.thousands()
				}
				want("부기", s.Lines[i].Basis[j].Amount, sum)
				line += sum
			}
			want("통계목", s.Lines[i].Row.Current.Figure, line)
			if l.base >= 0 {
				want("통계목 증감", s.Lines[i].Row.Change.Figure, line-l.base)
			} else if s.Lines[i].Row.Change.Figure != nil {
				t.Error("a change without a base")
			}
			total += line
			base += l.base
			bases = bases && l.base >= 0
		}
		want("계", s.Total.Current.Figure, total)
		if bases {
			want("기준액 계", s.Total.Base.Figure, base)
			want("증감 계", s.Total.Change.Figure, total-base)
		} else if s.Total.Base.Figure != nil || s.Total.Change.Figure != nil {
			t.Error("계 of the base, though a base is not given")
		}
	})
}

// TestOrderOfLines: the order of 통계목 never changes 계.
func TestOrderOfLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := models.Draw(t, "project")
		shuffled := model{rapid.Permutation(m.lines).Draw(t, "shuffled")}
		a, b := m.compute(t).Total, shuffled.compute(t).Total
		for _, pair := range [][2]*figure.Figure{
			{a.Current.Figure, b.Current.Figure}, {a.Base.Figure, b.Base.Figure},
			{a.Change.Figure, b.Change.Figure}, {a.Rate.Figure, b.Rate.Figure},
		} {
			if value(pair[0]) != value(pair[1]) {
				t.Errorf("%s became %s", value(pair[0]), value(pair[1]))
			}
		}
	})
}

// TestAddedLine: one more 통계목 changes its own figures, its 편성목, 계 and the sum of the
// unchanged lines, and no other.
func TestAddedLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := models.Draw(t, "project")
		added := model{append(append([]modelLine(nil), m.lines...), lines.Draw(t, "added"))}
		chain := fmt.Sprintf("line[%d]", len(added.lines))
		others := func(s *calc.Sheet) map[string]string {
			values := map[string]string{}
			for _, f := range s.Figures() {
				if !strings.HasPrefix(f.ID, chain) && !strings.HasPrefix(f.ID, "total") && !strings.HasPrefix(f.ID, "unchanged") && !strings.HasPrefix(f.ID, "group[") {
					values[f.ID] = value(f)
				}
			}
			return values
		}
		before, after := m.compute(t), added.compute(t)
		if got, want := others(after), others(before); !maps.Equal(got, want) {
			t.Errorf("other figures changed: got %v, want %v", got, want)
		}
		grown := after.Total.Current.Figure.Won - before.Total.Current.Figure.Won
		if line := after.Find(chain); line.Won != grown {
			t.Errorf("계 grew by %d, the line is %d", grown, line.Won)
		}
	})
}

// TestEveryFigureOnce: ids are unique, and parts stand before what they add up to.
func TestEveryFigureOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seen := map[*figure.Figure]bool{}
		ids := map[string]bool{}
		for _, f := range models.Draw(t, "project").compute(t).Figures() {
			if ids[f.ID] {
				t.Errorf("%s twice", f.ID)
			}
			for _, part := range f.Parts() {
				if !seen[part] {
					t.Errorf("%s stands before its part %s", f.ID, part.ID)
				}
			}
			ids[f.ID], seen[f] = true, true
		}
	})
}

package check_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/check"
)

// sheetsOf computes a sample book after edits of its files.
func sheetsOf(t *testing.T, name string, edits map[string][2]string) []*calc.Sheet {
	t.Helper()
	entries, err := os.ReadDir("../../data/" + name)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, e := range entries {
		data, err := os.ReadFile("../../data/" + name + "/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if edit, ok := edits[e.Name()]; ok {
			if text = strings.Replace(text, edit[0], edit[1], 1); text == string(data) {
				t.Fatalf("%s does not hold %q", e.Name(), edit[0])
			}
		}
		fsys[e.Name()] = &fstest.MapFile{Data: []byte(text)}
	}
	b, _, ds := budget.Load(fsys, 0)
	if b == nil {
		t.Fatal(ds)
	}
	var sheets []*calc.Sheet
	for _, p := range b.Projects {
		s, _ := calc.Compute(b, p)
		sheets = append(sheets, s)
	}
	return sheets
}

// The 추경 of the sample county stands on its 본예산: every 기정액 is what was budgeted. A
// changed 기정액, a 통계목 that vanished and a price that rose without reason are told.
func TestPrevious(t *testing.T) {
	before := sheetsOf(t, "muju-2026", nil)
	if ds := check.Previous(sheetsOf(t, "muju-2026-chu1", nil), before); len(ds) != 0 {
		t.Errorf("the true 추경: %v", ds)
	}
	for _, c := range []struct {
		name       string
		file       string
		edit       [2]string
		code, says string
	}{
		{"another 기정액", "community-service.toml", [2]string{"base = 329_044_000", "base = 329_043_000"}, "E213", "적힌 값 329,043천원, 앞선 예산 329,044천원"},
		{"a code that was not budgeted", "pinewilt-control.toml", [2]string{"base = 0\nbase_funding", "base = 5_000_000\nbase_funding"}, "E213", "앞선 예산 0천원"},
		{"a 통계목 that vanished", "community-service.toml", [2]string{`code = "201-01"`, `code = "201-03"`}, "E213", "앞선 예산에 있던 통계목이 없습니다: 201-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			told := ""
			for _, d := range check.Previous(sheetsOf(t, "muju-2026-chu1", map[string][2]string{c.file: c.edit}), before) {
				if d.Code == c.code {
					told += d.Message + "\n"
				}
			}
			if !strings.Contains(told, c.says) {
				t.Errorf("told %q, want %q", told, c.says)
			}
		})
	}
	// 75,000원 to 80,000원 without and with a reason.
	const file, old = "human-rights-school.toml", "75,000원*2장"
	risen := sheetsOf(t, "muju-2026", map[string][2]string{file: {old, "80,000원*2장"}})
	ds := check.Previous(risen, before)
	prices := 0
	for _, d := range ds {
		if d.Code == "W239" && strings.Contains(d.Message, "앞선 예산 75,000원, 지금 80,000원") {
			prices++
		}
	}
	if prices != 1 {
		t.Errorf("a risen price: %v", ds)
	}
	for _, s := range risen {
		s.Project.Narrative.ChangeReason.Value = "물가"
	}
	for _, d := range check.Previous(risen, before) {
		if d.Code == "W239" {
			t.Errorf("a risen price with a reason: %v", d)
		}
	}
}

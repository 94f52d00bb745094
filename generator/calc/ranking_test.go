package calc_test

import (
	"fmt"
	"strings"
	"testing"

	"budgetbook/generator/calc"
)

func fieldOf(name string) string {
	return fmt.Sprintf("program = { field = %q, section = \"부문\", policy = \"정책\", unit = \"단위\" }\n", name)
}

// ranked is a ranking as text: the rows, how many names the rest has, and what has none.
func ranked(r calc.Ranking) string {
	of := func(n calc.Named) string {
		return fmt.Sprintf("%s %s %s", n.Name, value(n.Current.Figure), value(n.Share))
	}
	var out []string
	for _, n := range r.Rows {
		out = append(out, of(n))
	}
	for _, n := range r.Rest {
		out = append(out, fmt.Sprintf("%d more:%s", r.Folded, of(n)))
	}
	for _, n := range r.Bare {
		out = append(out, "bare:"+of(n))
	}
	if r.Uneven {
		out = append(out, "uneven")
	}
	return strings.Join(out, ", ")
}

func TestRankings(t *testing.T) {
	for _, c := range []struct {
		name     string
		projects []string // 분야 and 천원; without 분야 ""
		want     string
	}{
		{"the largest first, equals in print order", []string{"가 1", "나 2", "다 2", "가 5"}, "가 6 60%, 나 2 20%, 다 2 20%"},
		{"shares of thirds", []string{"가 1", "나 1", "다 1"}, "가 1 33%, 나 1 33%, 다 1 33%, uneven"},
		{"one", []string{"가 7"}, "가 7 100%"},
		{"a negative one", []string{"가 △1", "나 5"}, "나 5 125%, 가 △1 △25%"},
		{"nothing in all", []string{"가 0", "나 0"}, "가 0 -, 나 0 -"},
		{"without 분야", []string{"가 6", " 4"}, "가 6 60%, bare: 4 40%"},
		{"none with 분야", []string{" 4"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			projects := map[string]string{}
			for i, p := range c.projects {
				field, amount, _ := strings.Cut(p, " ")
				program := ""
				if field != "" {
					program = fieldOf(field)
				}
				id := string(rune('a' + i))
				projects[id+".toml"] = projectOf(id, "일반회계", "가과", program, "201-01 "+amount)
			}
			got := ranked(totalsOf(t, "", projects).Ranking("분야"))
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestRankingFolds: the smallest of many names are one sum.
func TestRankingFolds(t *testing.T) {
	for _, c := range []struct {
		names int
		want  string
	}{
		{16, "가16 1"},
		{17, "2 more: 3"},
		{40, "25 more: 325"},
	} {
		projects := map[string]string{}
		for i := range c.names {
			id := fmt.Sprintf("p%d", i)
			projects[id+".toml"] = projectOf(id, "일반회계", "가과", fieldOf(fmt.Sprintf("가%d", i+1)), fmt.Sprintf("201-01 %d", c.names-i))
		}
		totals := totalsOf(t, "units = { budget = \"백만원\" }\n", projects)
		r := totals.Ranking("분야")
		got := ranked(r)
		if !strings.Contains(got, c.want+" ") || strings.Contains(got, "bare") {
			t.Errorf("%d names: %s", c.names, got)
		}
		for _, n := range r.Rest {
			if got := value(n.Printed.Current.Figure); got != "0" {
				t.Errorf("the rest prints %s, and each of its parts 0", got)
			}
		}
	}
}

// TestSettled: a year adds up the sheets that tell all of it, and says how many do not.
func TestSettled(t *testing.T) {
	year := func(n int, amounts string) string { return fmt.Sprintf("[[settlement]]\nyear = %d\n%s\n", n, amounts) }
	const whole = "final = 10_000\ncarried_in = 2_000\nchanged = 0\nspent = 9_000\ncarried_out = 1_000"
	project := func(id, settlement string) string {
		return projectOf(id, "일반회계", "가과", "", "201-01 1") + settlement
	}
	totals := totalsOf(t, "", map[string]string{
		"a.toml": project("a", year(2023, whole)+year(2022, whole)),
		"b.toml": project("b", year(2022, "final = 1_400\ncarried_in = 0\nchanged = 0\nspent = 499\ncarried_out = 0")),
		"c.toml": project("c", year(2022, "final = 1_000_000\nspent = 7_000")+year(2021, "final = 1_000")),
		"d.toml": project("d", ""),
	})
	var got []string
	for _, y := range totals.Settled {
		got = append(got, fmt.Sprintf("%d: %d+%d %s %s %s %s %s", y.Year, y.Projects, y.Partial,
			value(y.Available), value(y.Spent), value(y.CarriedOut), value(y.Unspent), value(y.Rate)))
	}
	want := "2021: 0+1 blank blank blank blank blank\n" +
		"2022: 2+1 13 9 1 3 69%\n" + // 1,400 and 499 won are 1 and 0 천원 on their sheet
		"2023: 1+0 12 9 1 2 75%"
	if g := strings.Join(got, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}

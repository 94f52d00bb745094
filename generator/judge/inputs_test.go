package judge

import (
	"fmt"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Council staff change an assumption in the workbook, and everything that hangs on it has
// to become what a book built from that assumption says.

// edit replaces a range of bytes of the seed's project file.
type edit struct {
	from, to int
	text     string
}

// variant is the seed with another input, and with what else has to change so that the
// book may be built.
type variant struct {
	name  string
	edits []edit
	price bool // a price or a factor: 재원 and 추진일정 go along
}

// inputs are the numbers that a clerk typed into the project file, each changed in turn.
func inputs(t *testing.T, source string) (out []variant) {
	t.Helper()
	find := func(pattern string) (found [][]int) {
		found = regexp.MustCompile(`(?m)`+pattern).FindAllStringSubmatchIndex(source, -1)
		if len(found) == 0 {
			t.Fatalf("no %s in the seed", pattern)
		}
		return found
	}
	// add makes an amount larger by so many won.
	add := func(at []int, won int64) edit {
		n, err := strconv.ParseInt(strings.ReplaceAll(source[at[2]:at[3]], "_", ""), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return edit{at[2], at[3], strconv.FormatInt(n+won, 10)}
	}
	named := func(at []int) string { return strings.TrimSpace(source[at[0]:at[1]]) }

	funding, schedule := find(`^city = ([\d_]+)$`)[0], find(`^amount = ([\d_]+)$`)
	// formula changes one number of a 산식, and what its amount adds up to.
	formula := func(at, number []int, by int64) variant {
		text := source[at[2]:at[3]]
		n, err := strconv.ParseInt(strings.ReplaceAll(text[number[0]:number[1]], ",", ""), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		changed := text[:number[0]] + strconv.FormatInt(n+by, 10) + text[number[1]:]
		more := amount(t, changed) - amount(t, text)
		return variant{text + " → " + changed, []edit{{at[2], at[3], changed}, add(funding, more), add(schedule[1], more)}, true}
	}
	digits := regexp.MustCompile(`\d[\d,]*`)
	formulas := find(`formula = "(.*?)"`)
	for _, at := range formulas {
		for i, number := range digits.FindAllStringIndex(source[at[2]:at[3]], -1) {
			by := int64(1) // one 원 in the price lifts the line to the next 천원
			if i > 0 {
				by = 2
			}
			out = append(out, formula(at, number, by))
		}
	}
	for _, at := range find(`^base = ([\d_]+)$`) {
		out = append(out, variant{name: named(at), edits: []edit{add(at, 1_000_000)}})
	}
	first := formulas[0]
	whole := formula(first, digits.FindStringIndex(source[first[2]:first[3]]), 7_000)
	out = append(out, variant{name: named(funding), edits: whole.edits})
	out = append(out, variant{name: named(schedule[0]), edits: []edit{add(schedule[0], 1_000), add(schedule[1], -1_000)}},
		variant{name: named(schedule[1]), edits: []edit{add(schedule[0], -2_000), add(schedule[1], 2_000)}})
	// What one year carries out, the next carries in: the two are changed together.
	in, outgoing := find(`^carried_in = ([\d_]+)$`), find(`^carried_out = ([\d_]+)$`)
	for year := range len(in) + 1 {
		v := variant{name: "carried between years"}
		if year > 0 {
			v.edits = append(v.edits, add(outgoing[year-1], 3_000))
		}
		if year < len(in) {
			v.edits = append(v.edits, add(in[year], 3_000))
		}
		out = append(out, v)
	}
	for _, at := range find(`^(?:final|changed|spent) = ([\d_]+)$`) {
		out = append(out, variant{name: named(at), edits: []edit{add(at, 3_000)}})
	}
	return out
}

// amount is what a 산식 of factors comes to, each line lifted to the next 천원.
func amount(t *testing.T, formula string) int64 {
	t.Helper()
	product := big.NewInt(1)
	for factor := range strings.SplitSeq(formula, "*") {
		n, ok := new(big.Int).SetString(strings.ReplaceAll(strings.TrimRight(factor, "원개소"), ",", ""), 10)
		if !ok {
			t.Fatalf("%q is no product", formula)
		}
		product.Mul(product, n)
	}
	return (product.Int64() + 999) / 1000 * 1000
}

// build builds the workbook of the seed with other text in its project file.
func build(t *testing.T, project string) string {
	t.Helper()
	data, out := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "out")
	if err := os.CopyFS(data, seedSource(t)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, seedID+".toml"), []byte(project), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, ".", nil, budgetbook(t), "build", data, "-o", out, "-edition", "council", "-format", "xlsx")
	return filepath.Join(out, "council", "appendix.xlsx")
}

// values are the cells of a workbook by place.
func values(t *testing.T, file string) map[string]cell {
	t.Helper()
	out := map[string]cell{}
	for _, s := range worksheets(t, file) {
		for _, c := range s.cells {
			out[s.name+"!"+c.ref] = c
		}
	}
	return out
}

// overwrite writes other numbers into cells of a workbook and leaves every stored result.
func overwrite(t *testing.T, from, to string, numbers map[string]string) {
	t.Helper()
	sheets := worksheets(t, from)
	left := maps.Clone(numbers)
	rewrite(t, from, to, func(part string, data []byte) []byte {
		text := string(data)
		for i, s := range sheets {
			if part != fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) {
				continue
			}
			for place, number := range left {
				ref, here := strings.CutPrefix(place, s.name+"!")
				m := regexp.MustCompile(`<c r="` + ref + `"[^>]*>(?:<f>[^<]*</f>)?<v>([^<]*)</v>`).FindStringSubmatchIndex(text)
				if here && m != nil {
					text = text[:m[2]] + number + text[m[3]:]
					delete(left, place)
				}
			}
		}
		return []byte(text)
	})
	if len(left) > 0 {
		t.Fatalf("%v hold no numbers", slices.Sorted(maps.Keys(left)))
	}
}

// TestEveryInputCell changes every open cell of the seed's workbook in turn, has
// LibreOffice calculate all of them in one call, and holds every cell against the
// workbook that is built from the changed source. Where 재원 and 추진일정 have to go along
// with a price for the book to be built, the price is changed alone too: all of 예산총괄 and
// 산출근거 follows it without them.
func TestEveryInputCell(t *testing.T) {
	Tool(t, "soffice") // before all that is built for it
	source := string(seedSource(t)[seedID+".toml"].Data)
	// What was printed before is compared with, and so would stop every build.
	source = regexp.MustCompile(`(?m)^\s*expect = .*\n|\[expect\]\n(?:.+\n)+`).ReplaceAllString(source, "")
	original := build(t, source)
	before := values(t, original)

	type question struct {
		variant
		want    string            // built from the changed source
		numbers map[string]string // typed into the original, by place
		alone   bool
	}
	var questions []question
	for _, v := range inputs(t, source) {
		text := source
		slices.SortFunc(v.edits, func(a, b edit) int { return b.from - a.from })
		for _, e := range v.edits {
			text = text[:e.from] + e.text + text[e.to:]
		}
		q := question{variant: v, want: build(t, text), numbers: map[string]string{}}
		for place, c := range values(t, q.want) {
			if c.open && c.kind == "" && c.value != before[place].value {
				q.numbers[place] = c.value
			}
		}
		questions = append(questions, q)
	}

	// Every open cell is reached by a number of the source.
	reached := map[string]bool{}
	var along map[string]string // 재원 and 추진일정, which every price moves
	for _, q := range questions {
		for place := range q.numbers {
			reached[place] = true
		}
		if q.price && along == nil {
			along = maps.Clone(q.numbers)
		} else if q.price {
			maps.DeleteFunc(along, func(place, _ string) bool { return q.numbers[place] == "" })
		}
	}
	cells := 0
	for place, c := range before {
		if c.open && c.kind == "" && c.value != "" {
			cells++
			if !reached[place] {
				t.Errorf("%s = %s is open, and no number of the source reaches it", place, c.value)
			}
		}
	}
	for _, q := range questions {
		if q.price {
			q.alone, q.numbers = true, maps.Clone(q.numbers)
			maps.DeleteFunc(q.numbers, func(place, _ string) bool { return along[place] != "" })
			if len(q.numbers) != 1 {
				t.Errorf("%s reaches %v", q.name, slices.Sorted(maps.Keys(q.numbers)))
			}
			questions = append(questions, q)
		}
	}

	dir := t.TempDir()
	var files []string
	for i, q := range questions {
		files = append(files, filepath.Join(dir, fmt.Sprintf("%d.xlsx", i)))
		overwrite(t, original, files[i], q.numbers)
	}
	fresh := recalculate(t, false, append(files, original)...)
	dependent := 0
	for i, q := range questions {
		want := worksheets(t, q.want)
		if q.alone {
			want = slices.DeleteFunc(want, func(s worksheet) bool { return s.name != "예산총괄" && s.name != "산출근거" })
		}
		if wrong, _ := disagreements(want, fresh[files[i]]); len(wrong) > 0 {
			t.Errorf("%s (alone: %t), typed %v:\n%s", q.name, q.alone, q.numbers, strings.Join(wrong, "\n"))
		}
		moved := 0
		for _, s := range want {
			for _, c := range s.cells {
				if c.formula != "" && c.value != before[s.name+"!"+c.ref].value {
					moved++
				}
			}
		}
		if moved == 0 && len(q.numbers) == 1 { // two steps of 추진일정 that change places leave their sum
			t.Errorf("%s (alone: %t): nothing depends on it", q.name, q.alone)
		}
		dependent += moved
	}
	t.Logf("%d input cells, %d workbooks, %d dependent figures", cells, len(questions), dependent)

	// The comparison itself: the original does not pass for a changed one.
	for _, q := range questions {
		if wrong, _ := disagreements(worksheets(t, q.want), fresh[original]); len(wrong) == 0 {
			t.Errorf("%s: the unchanged workbook passes", q.name)
		}
	}
}

package judge

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The seed is a sheet that a city has published. Its tables were typed off by hand into
// figures.txt, so that nothing here comes from our own program.

const seedID = "social-economy-centers"

// seedCell is one line of figures.txt.
type seedCell struct{ table, row, column, text string }

func seedCells(t *testing.T) (out []seedCell) {
	t.Helper()
	for line := range strings.Lines(read(t, filepath.Join("..", "..", "cmd", "budgetbook", "testdata", "seed", "figures.txt"))) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 4 {
			t.Fatalf("not four fields: %q", line)
		}
		out = append(out, seedCell{f[0], f[1], f[2], f[3]})
	}
	if len(out) < 100 {
		t.Fatalf("only %d lines of figures", len(out))
	}
	return out
}

// seedHeadings are the headings of the tables in figures.txt, which names them shorter.
var seedHeadings = map[string]string{
	"사업개요": "□ 사업개요", "사업 담당자": "□ 사업 담당자", "예산 총괄": "□ 예산 총괄", "산출근거": "□ 산출근거",
	"추진일정": "□ 2024년도 추진일정", "추진실적": "□ 최근 3년 추진실적", "결산": "5 최근 3년 결산 현황",
}

// unmarked is a text without white space and without the marks that the figures were
// typed without.
func unmarked(s string) string {
	s = strings.NewReplacer("○", "", "=", "", "\n- ", "\n").Replace("\n" + s)
	return squeeze(s)
}

// seedRows joins the cells of a row, in the order of the columns: what a reader of the
// row finds side by side. 과목구분 and the first ○ of 산출근거 stand in one row.
func seedRows(cells []seedCell) (out [][]seedCell) {
	for _, c := range cells {
		if c.row == "머리" {
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n][0].table == c.table {
			if last := out[n][0].row; last == c.row || c.table == "산출근거" && last+" ○1" == c.row {
				out[n] = append(out[n], c)
				continue
			}
		}
		out = append(out, []seedCell{c})
	}
	return out
}

func joined(row []seedCell) string {
	var b strings.Builder
	for _, c := range row {
		b.WriteString(unmarked(c.text))
	}
	return b.String()
}

// In reading order every row of the seed's tables stands there without a gap, and every
// head and unit, in the table's own place.
func TestSeedInPDF(t *testing.T) {
	cells := seedCells(t)
	for _, name := range []string{filepath.Join(seed(t), "book.pdf"), filepath.Join(seed(t), "sheets", seedID+".pdf")} {
		order := headings(sections(read(t, filepath.Join(seed(t), "sheets", seedID+".md"))))
		text, lines := map[string]string{}, map[string][]string{}
		for _, o := range []reading{raw, layout} {
			found, missing := regions(pages(t, name, o), order)
			if missing != "" {
				t.Fatalf("%s %s: no heading %q", short(name), o, missing)
			}
			for _, r := range found {
				for _, p := range r.pages {
					if o == raw {
						text[r.heading] += unmarked(strings.Join(p, "\n"))
					} else {
						lines[r.heading] = append(lines[r.heading], p...)
					}
				}
			}
		}
		compared := 0
		for _, c := range cells {
			h, ok := seedHeadings[c.table]
			switch {
			case !ok || lines[h] == nil:
				t.Fatalf("%s: no table %s", short(name), c.table)
			case c.column == "표 이름":
				if !strings.HasSuffix(h, c.text) {
					t.Errorf("%s: heading %q, want %q", short(name), h, c.text)
				}
				compared++
			case c.row == "머리":
				if !strings.Contains(text[h], unmarked(c.text)) {
					t.Errorf("%s, %s: no head %q", short(name), h, c.text)
				}
				compared++
			}
		}
		for _, row := range seedRows(cells) {
			h := seedHeadings[row[0].table]
			if !strings.Contains(text[h], joined(row)) {
				t.Errorf("%s, %s, row %s: %q does not stand in reading order", short(name), h, row[0].row, joined(row))
			}
			if !sideBySide(lines[h], row) {
				t.Errorf("%s, %s, row %s: not on one line: %q", short(name), h, row[0].row, row)
			}
			compared += len(row)
		}
		if compared != len(cells) {
			t.Errorf("%s: compared %d of %d", short(name), compared, len(cells))
		}
		t.Logf("%s: %d labels and figures, in reading order and on paper", short(name), compared)
	}
}

// sideBySide reports whether the cells of a row stand on one line of the paper, from
// left to right and with nothing but marks between them. 사업비 and the cells of running
// text are higher than a line: for them the reading order alone speaks.
func sideBySide(lines []string, row []seedCell) bool {
	if row[0].table == "사업개요" {
		return true
	}
	want, last := "", ""
	for _, c := range row {
		if c.column != "추진세부내용" {
			want += unmarked(c.text)
			words := strings.Fields(c.text)
			last = words[len(words)-1]
		}
	}
	return slices.ContainsFunc(lines, func(line string) bool {
		return strings.HasPrefix(unmarked(strings.TrimSpace(line)), want) && slices.Contains(strings.Fields(line), last)
	})
}

// seedColumns are the Markdown columns of the four tables of figures.
var seedColumns = map[string]map[string]int{
	"예산 총괄": {"구 분": 0, "2023예산액 (A)": 1, "2024예산액 (B)": 2, "증감 (B-A)": 3, "(B-A)*100/A": 4},
	"산출근거":  {"과목구분": 0, "부기": 1, "산출내역": 1, "산식": 2, "금액": 4},
	"추진일정":  {"사업추진절차": 0, "추진기간": 1, "예산집행금액": 2, "추진세부내용": 3},
	"결산":    {"연도": 0, "최종예산": 1, "전년이월": 2, "예산변경": 3, "예산현액": 4, "집행액": 5, "차년이월": 6, "집행잔액": 7},
}

// In Markdown the four tables of figures equal the seed's cell by cell, empty cells
// included; the two of words hold the seed's words.
func TestSeedInMarkdown(t *testing.T) {
	cells := seedCells(t)
	for _, name := range []string{filepath.Join(seed(t), "book.md"), filepath.Join(seed(t), "sheets", seedID+".md")} {
		found := map[string]section{}
		for _, s := range sections(read(t, name)) {
			found[s.heading] = s
		}
		for table, columns := range seedColumns {
			var want, got []string
			for _, row := range seedRows(cells) {
				if row[0].table != table {
					continue
				}
				line := make([]string, len(found[seedHeadings[table]].tables[0][0]))
				for _, c := range row {
					line[columns[c.column]] = unmarked(c.text)
				}
				want = append(want, strings.Join(line, " | "))
			}
			for _, row := range found[seedHeadings[table]].tables[0][1:] {
				for i := range row {
					row[i] = unmarked(row[i])
				}
				got = append(got, strings.Join(row, " | "))
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s, %s:\n%s\nwant\n%s", short(name), table, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		}
		compared := 0
		for _, row := range seedRows(cells) {
			if seedColumns[row[0].table] == nil {
				if text := all(found[seedHeadings[row[0].table]]); !strings.Contains(text, joined(row)) {
					t.Errorf("%s, %s, row %s: no %q in %s", short(name), row[0].table, row[0].row, joined(row), text)
				}
			}
			compared += len(row)
		}
		for _, c := range cells {
			if c.row != "머리" {
				continue
			}
			s := found[seedHeadings[c.table]]
			if text := unmarked(s.heading) + all(s); !strings.Contains(text, unmarked(c.text)) {
				t.Errorf("%s, %s: no head %q", short(name), c.table, c.text)
			}
			compared++
		}
		if compared != len(cells) {
			t.Errorf("%s: compared %d of %d", short(name), compared, len(cells))
		}
		t.Logf("%s: %d labels and figures", short(name), compared)
	}
}

// all is the text of a section.
func all(s section) string {
	out := unmarked(strings.Join(s.text, "\n"))
	for _, table := range s.tables {
		for _, row := range table {
			for _, c := range row {
				out += unmarked(c)
			}
		}
	}
	return out
}

// In the workbook, calculated anew by LibreOffice, the rows of the project equal the
// seed's. It has no (x-): the national share stands on a sheet of its own.
func TestSeedInWorkbook(t *testing.T) {
	name := filepath.Join(seed(t), "appendix.xlsx")
	sheets := recalculated(t, true)[name]
	compared := 0
	want := map[string][]string{}
	for _, row := range seedRows(seedCells(t)) {
		table := row[0].table
		if seedColumns[table] == nil {
			continue
		}
		var line []string
		for _, c := range row {
			if table == "산출근거" && c.column == "과목구분" {
				continue
			}
			line = append(line, squeeze(strings.TrimPrefix(c.text, "(x-)")))
			compared++
		}
		want[table] = append(want[table], strings.Join(line, " | "))
	}
	got := map[string][]string{}
	add := func(table string, r map[string]string, cells ...string) {
		if r["세부사업"] != "자치구 사회적경제 통합지원체계 구축" {
			return
		}
		var line []string
		for _, c := range cells {
			if c != "" {
				line = append(line, squeeze(c))
			}
		}
		got[table] = append(got[table], strings.Join(line, " | "))
	}
	for _, r := range sheets["예산총괄"].records() {
		add("예산 총괄", r, r["통계목"], r["2023예산액"], r["2024예산액"], r["증감"], r["증감률"])
	}
	for _, r := range sheets["산출근거"].records() {
		label := r["산출내역"]
		if label == "" {
			label = r["부기"]
		}
		if label != "통계목 계" {
			add("산출근거", r, label, r["산식"], r["금액(천원)"]+"천원")
		}
	}
	for _, r := range sheets["추진일정"].records() {
		period := ""
		if r["시작"] != "" {
			period = strings.ReplaceAll(r["시작"]+"~"+r["끝"], "-", ".")
		}
		add("추진일정", r, r["사업추진절차"], period, r["예산집행금액"], r["추진세부내용"])
	}
	for _, r := range sheets["결산"].records() {
		add("결산", r, r["연도"], r["최종예산"], r["전년이월"], r["예산변경"], r["예산현액"], r["집행액"], r["차년이월"], r["집행잔액"])
	}
	for table := range seedColumns {
		if !slices.Equal(got[table], want[table]) {
			t.Errorf("%s:\n%s\nwant\n%s", table, strings.Join(got[table], "\n"), strings.Join(want[table], "\n"))
		}
	}
	funding := slices.DeleteFunc(sheets["재원"].records(), func(r map[string]string) bool { return r["사업 ID"] == "" }) // 합계
	if len(funding) != 1 || funding[0]["사업비"] != "566,600" || funding[0]["시비"] != "566,600" || funding[0]["국비"] != "" {
		t.Errorf("재원: %v", funding)
	}
	t.Logf("%d labels and figures", compared)
}

package judge

import (
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The PDF, the Markdown and the workbook of a book are read apart and compared with each
// other: figures, heading by heading.

// number is a figure as it is printed, a year or a date included.
var number = regexp.MustCompile(`△?\d+(?:[.,]\d+)*`)

// differences compares the figures of the Markdown sheet with those of the PDF under the
// same heading as it stands on paper, each as often as it stands there. Heads of tables
// are left out, since the PDF repeats them on every page and Markdown a merged one.
func differences(md []section, pdf []region) (out []string, compared int) {
	for i, s := range md {
		count := map[string]int{}
		for _, n := range mdFigures(s) {
			count[n]++
			compared++
		}
		for _, n := range pdfFigures(pdf[i], s) {
			count[n]--
		}
		for n, c := range count {
			if c != 0 {
				out = append(out, fmt.Sprintf("%s: %s stands %d times more in Markdown", s.heading, n, c))
			}
		}
	}
	slices.Sort(out)
	return out, compared
}

func mdFigures(s section) (out []string) {
	add := func(text string) { out = append(out, number.FindAllString(text, -1)...) }
	for _, line := range s.text {
		add(line)
	}
	for _, table := range s.tables {
		for _, row := range table[1:] {
			for _, c := range row {
				add(c)
			}
		}
	}
	return out
}

func pdfFigures(r region, s section) (out []string) {
	head := ""
	for _, table := range s.tables {
		head += squeeze(strings.Join(table[0], ""))
	}
	for _, lines := range r.pages {
		inHead := true
		for _, line := range lines {
			inHead = inHead && (partOf(head, line) || strings.HasPrefix(strings.TrimSpace(line), "(단위"))
			if !inHead {
				out = append(out, number.FindAllString(line, -1)...)
			}
		}
	}
	return out
}

// partOf reports whether the line is made of words of the head.
func partOf(head, line string) bool {
	for _, word := range strings.Fields(line) {
		if !strings.Contains(head, word) {
			return false
		}
	}
	return true
}

// sheetFiles are the Markdown sheets of all books and editions, without ".md".
func sheetFiles(t *testing.T) (out []string) {
	for _, name := range files(t, ".md") {
		if filepath.Base(filepath.Dir(name)) == "sheets" {
			out = append(out, strings.TrimSuffix(name, ".md"))
		}
	}
	return out
}

func headings(md []section) (out []string) {
	for _, s := range md {
		out = append(out, s.heading)
	}
	return out
}

func TestMarkdownAgreesWithPDF(t *testing.T) {
	total := 0
	for _, name := range sheetFiles(t) {
		text := read(t, name+".md")
		md := sections(text)
		pdf, missing := regions(pages(t, name+".pdf", layout), headings(md))
		if missing != "" {
			t.Errorf("%s.pdf: no heading %q", short(name), missing)
			continue
		}
		wrong, compared := differences(md, pdf)
		if len(wrong) > 0 {
			t.Errorf("%s:\n%s", short(name), strings.Join(wrong, "\n"))
		}
		total += compared
		// In reading order too; repeated heads stand behind the page's text there.
		inOrder, missing := regions(pages(t, name+".pdf", raw), headings(md))
		if missing != "" {
			t.Errorf("%s.pdf, in reading order: no heading %q", short(name), missing)
			continue
		}
		for i, s := range md {
			rest := number.FindAllString(inOrder[i].text(), -1)
			for _, n := range mdFigures(s) {
				at := slices.Index(rest, n)
				if at < 0 {
					t.Errorf("%s.pdf, %s: %s is not at its place in reading order", short(name), s.heading, n)
					break
				}
				rest = rest[at+1:]
			}
		}

		if strings.Contains(name, "public") {
			continue
		}
		// The comparison itself: one figure changed under a heading is two differences there.
		places := number.FindAllStringIndex(text, -1)
		for p := 0; p < len(places); p += 1 + len(places)/40 {
			at := places[p]
			damaged := text[:at[1]-1] + string('0'+(text[at[1]-1]-'0'+1)%10) + text[at[1]:]
			changed := sections(damaged)
			i := slices.IndexFunc(changed, func(s section) bool {
				return !slices.Equal(mdFigures(s), mdFigures(md[slices.Index(headings(changed), s.heading)]))
			})
			if !slices.Equal(headings(changed), headings(md)) || i < 0 {
				continue // in a heading, a table's head or a link
			}
			if noticed, _ := differences(changed, pdf); len(noticed) != 2 || !strings.HasPrefix(noticed[0], md[i].heading+":") {
				t.Errorf("%s: %s changed under %s, noticed %q", short(name), text[at[0]:at[1]], md[i].heading, noticed)
			}
		}
	}
	t.Logf("%d sheets, %d figures", len(sheetFiles(t)), total)
}

// The book holds the sheets just as they stand in their own files.
func TestBookHoldsTheSheets(t *testing.T) {
	for _, name := range sheetFiles(t) {
		book := filepath.Join(filepath.Dir(filepath.Dir(name)), "book")
		deeper := regexp.MustCompile(`(?m)^#`).ReplaceAllString(read(t, name+".md"), "##")
		if !strings.Contains(read(t, book+".md"), strings.TrimSpace(deeper)) {
			t.Errorf("%s.md is not in book.md", short(name))
		}
		if !strings.Contains(body(pages(t, book+".pdf", raw)), body(pages(t, name+".pdf", raw))) {
			t.Errorf("%s.pdf is not in book.pdf", short(name))
		}
	}
}

func body(pages []page) string {
	var b strings.Builder
	for _, p := range pages {
		b.WriteString(strings.Join(p.lines, "\n") + "\f")
	}
	return b.String()
}

var (
	national = regexp.MustCompile(`\(x[^)]*\)`)
	folded   = regexp.MustCompile(`^변동 없는 항목 (\d+)건$`) // 추가경정예산: one row for all unchanged 통계목
)

// row is a row of a table of figures, as both outputs have it.
type row struct {
	text    string // cells without white space
	subject string // 통계목, in the workbook's rows
}

func newRow(subject string, cells ...string) row {
	return row{squeeze(strings.Join(cells, " | ")), subject}
}

// project names a project of the workbook: titles alone are not unique.
func project(r map[string]string) string { return r["부서"] + " " + r["세부사업"] + " " }

// department is the 부서 of a Markdown sheet, from its table of 담당자.
func department(md []section) string {
	for _, s := range md {
		for _, table := range s.tables {
			if c := slices.Index(table[0], "부서명"); c >= 0 {
				return table[1][c]
			}
		}
	}
	return ""
}

// fundingRow is 사업비 and the sources that give something, by their names.
func fundingRow(amounts map[string]string) row {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(amounts)) {
		if _, ok := amountIn(amounts[name]); ok && squeeze(name) != "사업ID" && squeeze(name) != "재원계" { // the sum is compared as 사업비
			out = append(out, name+" "+amounts[name])
		}
	}
	return newRow("", out...)
}

var source = regexp.MustCompile(`^(기타\(예산 외\) )?\((.+)\)$`)

// overviewRow is the same of the table of 사업개요, where a name stands before each amount.
func overviewRow(table [][]string) row {
	amounts := map[string]string{}
	outside := ""
	for _, r := range table {
		for i, name := range r[:len(r)-1] {
			amount := strings.TrimSuffix(r[i+1], "천원")
			if strings.HasPrefix(name, "사업비") {
				amounts["사업비"] = amount
			}
			if m := source.FindStringSubmatch(name); m != nil {
				if m[1] != "" {
					outside = "예산 외 "
				}
				amounts[outside+m[2]] = amount
			}
		}
	}
	return fundingRow(amounts)
}

// workbookRows are the rows of a workbook by department, project and table, the 통계목 that
// do not change, and the totals of the departments.
func workbookRows(sheets map[string]grid) (rows map[string][]row, unchanged map[string]bool, departments map[string]string) {
	rows, unchanged, departments = map[string][]row{}, map[string]bool{}, map[string]string{}
	for _, r := range sheets["예산총괄"].records() {
		var amounts []string // base and current year
		if base, ok := r["기정액"]; ok {
			amounts = append(amounts, base)
		}
		for _, column := range slices.Sorted(maps.Keys(r)) { // 2023예산액 before 2024예산액
			if strings.HasSuffix(column, "예산액") {
				amounts = append(amounts, r[column])
			}
		}
		switch {
		case r["통계목"] != "":
			key := project(r) + "예산 총괄"
			rows[key] = append(rows[key], newRow(r["통계목"], r["통계목"], amounts[0], amounts[1], r["증감"], r["증감률"]))
			unchanged[project(r)+r["통계목"]] = r["증감"] == "0"
		case r["구분"] == "부서 계":
			departments[r["부서"]] = amounts[1]
		}
	}
	for _, r := range sheets["산출근거"].records() {
		label := r["산출내역"]
		if label == "" {
			label = r["부기"]
		}
		if label != "통계목 계" {
			key := project(r) + "산출근거"
			rows[key] = append(rows[key], newRow(r["통계목"], label, r["산식"], r["금액(천원)"]))
		}
	}
	for _, r := range sheets["재원"].records() {
		if r["부서"] == "" {
			continue // 합계
		}
		key := project(r) + "사업개요"
		rows[key] = append(rows[key], fundingRow(r))
	}
	for _, r := range sheets["추진일정"].records() {
		key := project(r) + "추진일정"
		rows[key] = append(rows[key], newRow("", r["사업추진절차"], r["예산집행금액"], r["추진세부내용"]))
	}
	for _, r := range sheets["결산"].records() {
		if r["사업 ID"] == "" {
			continue // the sum of a year over all projects
		}
		key := project(r) + "결산"
		rows[key] = append(rows[key], newRow("", r["연도"], r["최종예산"], r["전년이월"], r["예산변경"], r["예산현액"], r["집행액"], r["차년이월"], r["집행잔액"]))
	}
	return rows, unchanged, departments
}

// markdownRows are the same rows of a Markdown sheet; left is how many unchanged 통계목 a
// table folds into one row.
func markdownRows(md []section) (rows map[string][]row, left map[string]string) {
	rows, left = map[string][]row{}, map[string]string{}
	name := department(md) + " " + md[0].heading + " "
	for _, s := range md {
		if strings.HasSuffix(s.heading, "사업개요") {
			rows[name+"사업개요"] = []row{overviewRow(s.tables[0])}
		}
		for _, table := range []string{"예산 총괄", "산출근거", "추진일정", "결산"} {
			if !strings.HasSuffix(strings.TrimSuffix(s.heading, " 현황"), table) || len(s.tables) == 0 {
				continue
			}
			key := name + table
			head := s.tables[0][0]
			rows[key] = []row{}
			for _, c := range s.tables[0][1:] {
				for i := range c {
					c[i] = strings.TrimSpace(national.ReplaceAllString(c[i], ""))
				}
				if m := folded.FindStringSubmatch(c[0]); m != nil {
					left[key] = m[1]
					continue
				}
				switch table {
				case "예산 총괄":
					if strings.HasPrefix(head[2], "기정액") {
						c[1], c[2] = c[2], c[1]
					}
				case "산출근거":
					label := strings.TrimPrefix(strings.TrimPrefix(c[1], "○ "), "- ")
					c = []string{label, c[2], strings.TrimSuffix(c[4], "천원")}
				case "추진일정":
					c = []string{c[0], c[2], c[3]}
				case "결산":
					if strings.Join(c[1:], "") == "" {
						continue // a year of which nothing is known
					}
				}
				rows[key] = append(rows[key], newRow("", c...))
			}
		}
	}
	return rows, left
}

package xlsx

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// proofOf is 검증 of one identity beside the table that it is about.
func proofOf(left, right *figure.Figure) Workbook {
	inputs := &doc.Table{ID: "inputs", Caption: "입력", Columns: columns(doc.Left, doc.Right), Head: []doc.Row{row(doc.Plain, "재원", "금액")},
		Body: []doc.Row{row(doc.Plain, "국비", num(left, money.Thousand)), row(doc.Plain, "사업비", num(right, money.Thousand))}}
	pair := [2]*figure.Figure{left, right}
	difference := total("difference", []*figure.Figure{left}, right)
	proof := &doc.Table{ID: "proof", Caption: "검증", Columns: columns(doc.Left, doc.Right, doc.Right, doc.Right, doc.Center), Body: []doc.Row{
		row(doc.TotalRow, "모두", nil, nil, nil, doc.Equal{Pairs: [][2]*figure.Figure{pair, pair}}),
		row(doc.Plain, "재원의 합 = 사업 계", num(left, money.Thousand), num(right, money.Thousand), num(difference, money.Thousand), doc.Equal{Pairs: [][2]*figure.Figure{pair}}),
	}}
	return Workbook{Date: "2023-11-01", Sheets: []Sheet{{Name: "입력", Title: "입력", Tables: []*doc.Table{inputs}}, {Name: "검증", Title: "검증", Tables: []*doc.Table{proof}}}}
}

// An identity compares its two cells and caches a boolean, the line above all of them.
func TestProof(t *testing.T) {
	for _, c := range []struct {
		right money.Won
		want  string
	}{{1000, "1"}, {2000, "0"}} {
		rows := worksheet(t, parts(t, render(t, proofOf(typed("left", 1000), typed("right", c.right)))), 3).Rows
		for i, want := range []string{"AND(E4:E4)", "B4=C4"} {
			cell := rows[1+i].Cells[4]
			if deref(cell.Formula) != want || cell.Type != "b" || *cell.Value != c.want {
				t.Errorf("%s = %s of type %q, cached %s; want %s cached %s", cell.Ref, deref(cell.Formula), cell.Type, *cell.Value, want, c.want)
			}
		}
		if got := deref(rows[2].Cells[1].Formula); got != "'입력'!$B$4" {
			t.Errorf("left is %s", got)
		}
	}
}

// Somebody types another amount over one side: the identity turns FALSE, and the line above.
func TestJudgeProofBreaks(t *testing.T) {
	file := render(t, proofOf(typed("left", 1000), typed("right", 1000)))
	files := parts(t, file)
	broken := bytes.Replace(files["xl/worksheets/sheet2.xml"], []byte("<v>1</v>"), []byte("<v>7</v>"), 1)
	if bytes.Equal(broken, files["xl/worksheets/sheet2.xml"]) {
		t.Fatal("nothing changed")
	}
	changed := zipped(t, file, map[string][]byte{"xl/worksheets/sheet2.xml": broken})
	books := recalculated(t, false, file, changed)
	for i, want := range []string{"TRUE", "FALSE"} {
		for _, ref := range []string{"E3", "E4"} {
			if got := at(t, books[i][2], ref); got != want {
				t.Errorf("book %d: %s is %s, want %s", i, ref, got, want)
			}
		}
	}
}

// What stands aside is on the screen and not on paper.
func TestPrintArea(t *testing.T) {
	w := proofOf(typed("left", 1000), typed("right", 1000))
	w.Sheets[1].Tables[0].Columns[0].Aside, w.Sheets[1].Tables[0].Columns[4].Aside = true, true
	w.Names = []Name{{"총예산액", w.Sheets[0].Tables[0].Body[1].Cells[1].Blocks[0].(*doc.Paragraph).Text[0].(*doc.Num).Figure}}
	book := string(parts(t, render(t, w))["xl/workbook.xml"])
	for _, want := range []string{
		`name="_xlnm.Print_Area">&#39;검증&#39;!$B$1:$D$4<`, `name="총예산액">&#39;입력&#39;!$B$5<`, `name="입력_표">&#39;입력&#39;!$A$3:$B$5<`,
	} {
		if !strings.Contains(book, want) {
			t.Errorf("no %s in\n%s", want, book)
		}
	}
}

func TestDefinedNames(t *testing.T) {
	for in, want := range map[string]string{"총예산액": "총예산액", "코드별 집계_표": "코드별_집계_표", "A2024": "_A2024", "R1C1": "_R1C1", "r": "_r", "2024년": "_2024년", "": "_"} {
		if got := definedName(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

// A chart is drawn over the cells of its table, and a sheet of charts is nobody's home.
func TestChart(t *testing.T) {
	a, b := typed("a", 3000), typed("b", 1000)
	table := &doc.Table{ID: "t", Caption: "집계", Columns: columns(doc.Left, doc.Right), Body: []doc.Row{row(doc.Plain, "복지", num(a, money.Thousand)), row(doc.Plain, "환경", num(b, money.Thousand))}}
	chart := &doc.Chart{ID: "c", Caption: "분야별 예산액", Head: "분야", Alt: "복지 3, 환경 1", Series: []string{"예산액"}, Bars: []doc.Bars{
		{Label: doc.Text{S: "복지"}, Nums: []*doc.Num{num(a, money.Thousand)}}, {Label: doc.Text{S: "환경"}, Nums: []*doc.Num{num(b, money.Thousand)}}}}
	w := Workbook{Date: "2023-11-01", Protect: true, Sheets: []Sheet{{Name: "요약", Title: "요약", Charts: []*doc.Chart{chart}, Digest: true}, {Name: "집계", Title: "집계", Tables: []*doc.Table{table}}}}
	file := render(t, w)
	if !bytes.Equal(file, render(t, w)) {
		t.Error("two renders differ")
	}
	files := parts(t, file)
	drawn := string(files["xl/charts/chart1.xml"])
	for _, want := range []string{"&#39;요약&#39;!$B$5:$B$6", "&#39;요약&#39;!$A$5:$A$6"} {
		if !strings.Contains(drawn, want) {
			t.Errorf("no %s in the chart\n%s", want, drawn)
		}
	}
	for name, want := range map[string]string{"sheet2.xml": `fitToHeight="1"`, "sheet3.xml": `fitToHeight="0"`} { // no page ends in a chart
		if sheet := string(files["xl/worksheets/"+name]); !strings.Contains(sheet, want) {
			t.Errorf("%s is not %s: %s", name, want, sheet[strings.Index(sheet, "</sheetData>"):])
		}
	}
	if got := deref(worksheet(t, files, 2).Rows[3].Cells[1].Formula); got != "'집계'!$B$3" {
		t.Errorf("the digest holds %s", got)
	}
	if sheet := string(files["xl/worksheets/sheet2.xml"]); strings.Contains(sheet, "relationships:id") || !strings.Contains(sheet, `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`) || !strings.Contains(sheet, `<drawing r:id="rId1"`) || !strings.Contains(sheet, "<sheetProtection") {
		t.Errorf("the end of the sheet: %s", sheet[strings.Index(sheet, "</sheetData>"):])
	}
}

// A figure in a coarser unit is the rounded one of its home; a part that stands in another workbook
// leaves a value, and in a whole one is a fault.
func TestRoundedAndPartial(t *testing.T) {
	fine := typed("fine", 1_499_000)
	coarse := &figure.Figure{Name: &figure.Name{ID: "coarse"}, Won: 1_000_000, Expr: figure.Rounded{Of: fine, Mode: money.HalfUp, Unit: money.Million}}
	elsewhere := total("elsewhere", []*figure.Figure{typed("there", 5000)})
	all := total("all", []*figure.Figure{elsewhere})
	short := &figure.Figure{Name: &figure.Name{ID: "short"}, Won: 7000, Expr: figure.Elsewhere{}}
	table := &doc.Table{ID: "t", Columns: columns(doc.Right, doc.Right), Body: []doc.Row{row(doc.Plain, num(coarse, money.Million), num(fine, money.Thousand)),
		row(doc.Plain, num(elsewhere, money.Thousand), nil), row(doc.Plain, num(all, money.Thousand), nil),
		row(doc.Plain, num(short, money.Thousand), nil), row(doc.Plain, num(total("over", []*figure.Figure{short}), money.Thousand), nil)}}
	w := Workbook{Date: "2023-11-01", Partial: true, Sheets: []Sheet{{Name: "표", Tables: []*doc.Table{table}}}}
	rows := worksheet(t, parts(t, render(t, w)), 2).Rows
	for i, want := range []string{"ROUND(ROUND(B3/1000,6),0)", "no formula", "A4", "no formula", "A6"} {
		if got := deref(rows[1+i].Cells[0].Formula); got != want {
			t.Errorf("%s: got %s, want %s", rows[1+i].Cells[0].Ref, got, want)
		}
	}
	w.Partial = false
	if _, err := Render(w); err == nil || !strings.Contains(err.Error(), "stands in no cell") {
		t.Errorf("got %v", err)
	}
}

// Every worksheet is one page wide, shows all rows behind its filter, and opens on the contents.
func TestPage(t *testing.T) {
	files := parts(t, render(t, sample(t)))
	for _, name := range []string{"xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml"} {
		sheet := string(files[name])
		if !strings.Contains(sheet, `fitToPage="true"`) || !strings.Contains(sheet, `fitToHeight="0" fitToWidth="1"`) || strings.Contains(sheet, "filterMode") {
			t.Errorf("%s: %.700s", name, sheet)
		}
	}
	if !strings.Contains(string(files["xl/worksheets/sheet3.xml"]), "<autoFilter") {
		t.Error("산출근거 has no filter")
	}
	if strings.Contains(string(files["xl/workbook.xml"]), `activeTab="1"`) {
		t.Error("another worksheet than the contents comes first")
	}
}

// A sum of very many cells that nothing tells from the others beside them is a reference to its home, where
// a SUMIFS adds them up: 검증 of a 부서 of thousands of projects.
func TestVeryManySummands(t *testing.T) {
	budget := &doc.Table{ID: "budget", Caption: "예산총괄", Columns: columns(doc.Left, doc.Right), Head: []doc.Row{row(doc.Plain, "구분", "예산액")}}
	proof := &doc.Table{ID: "proof", Caption: "검증", Columns: columns(doc.Left, doc.Right), Head: []doc.Row{row(doc.Plain, "오른쪽", "금액")}}
	var projects []*figure.Figure
	for i := range 1_500 {
		line := typed(fmt.Sprintf("line[%d]", i), 1_000)
		project := total(fmt.Sprintf("project[%d]", i), []*figure.Figure{line})
		projects = append(projects, project)
		budget.Body = append(budget.Body, row(doc.GroupRow, "사업 계", num(project, money.Thousand)), row(doc.Plain, "통계목", num(line, money.Thousand)))
		other := typed(fmt.Sprintf("other[%d]", i), 1_000)
		proof.Body = append(proof.Body, row(doc.Plain, "사업 계", num(project, money.Thousand)), row(doc.Plain, "사업 계", num(other, money.Thousand)))
	}
	all := total("department", projects)
	budget.Body = append([]doc.Row{row(doc.TotalRow, "부서 계", num(all, money.Thousand))}, budget.Body...)
	proof.Body = append(proof.Body, row(doc.Plain, "부서 계", num(all, money.Thousand)))
	w := Workbook{Date: "2023-11-01", Sheets: []Sheet{{Name: "예산총괄", Title: "예산총괄", Tables: []*doc.Table{budget}}, {Name: "검증", Title: "검증", Tables: []*doc.Table{proof}}}}
	files := parts(t, render(t, w))
	if got := deref(worksheet(t, files, 2).Rows[2].Cells[1].Formula); got != `SUMIFS($B$5:$B$3003,$A$5:$A$3003,"사업 계")` {
		t.Errorf("the sum is %s", got)
	}
	rows := worksheet(t, files, 3).Rows
	if got := deref(rows[len(rows)-1].Cells[1].Formula); got != "'예산총괄'!$B$4" {
		t.Errorf("what repeats it is %.100s", got)
	}
}

package xlsx

import (
	"bytes"
	"fmt"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// large is a book of n projects as real ones are (the county: 5 산출내역 in 3 통계목 a project): 산출근거
// with its sums, 예산총괄 with base, change and rate, 자료 without sums.
func large(t testing.TB, n int) Workbook {
	who := []doc.Align{doc.Left, doc.Left, doc.Left}
	basis := &doc.Table{ID: "basis", Caption: "산출근거", Columns: columns(append(who, doc.Left, doc.Left, doc.Right, doc.Right, doc.Right, doc.Right)...),
		Head: []doc.Row{row(doc.Plain, "부서", "사업 ID", "사업", "통계목", "산출내역", "단가", "수량", "금액(원)", "금액(천원)")}}
	budget := &doc.Table{ID: "budget", Caption: "예산총괄", Columns: columns(append(who, doc.Left, doc.Right, doc.Right, doc.Right, doc.Right)...),
		Head: []doc.Row{row(doc.Plain, "부서", "사업 ID", "사업", "통계목", "전년", "올해", "증감", "증감률")}}
	leaves := &doc.Table{ID: "leaves", Caption: "자료", Columns: columns(append(who, doc.Left, doc.Left, doc.Right, doc.Right)...),
		Head: []doc.Row{row(doc.Plain, "부서", "사업 ID", "사업", "통계목", "산출내역", "금액(원)", "금액(천원)")}}
	compare := func(kind doc.RowKind, cells []any, base, sum *figure.Figure) {
		change := total("", []*figure.Figure{sum}, base)
		budget.Body = append(budget.Body, row(kind, append(cells, num(base, money.Thousand), num(sum, money.Thousand),
			num(change, money.Thousand), num(rate(t, "", change, base, rule), 0))...))
	}
	for i := range n {
		who := []any{fmt.Sprint("부서 ", i/50), fmt.Sprintf("project-%d", i), fmt.Sprint("사업의 이름 ", i)}
		cells := func(more ...any) []any { return append(append([]any{}, who...), more...) }
		var lines, bases []*figure.Figure
		at := len(budget.Body)
		for j, items := range []int{1, 2, 2} {
			name := []string{"사무관리비", "공공운영비", "시설비"}[j]
			var parts []*figure.Figure
			place := len(basis.Body)
			basis.Body = append(basis.Body, doc.Row{})
			for k := range items {
				f := leaf(t, "", fmt.Sprintf("%d원*%d개소", 1_000_000+1000*i, k+1), money.Ceil)
				parts = append(parts, f)
				label := fmt.Sprint("산출내역의 이름 ", k)
				basis.Body = append(basis.Body, row(doc.Plain, cells(name, label, doc.Factor{Figure: f, Index: 0}, doc.Factor{Figure: f, Index: 1}, doc.Exact{Figure: f}, num(f, money.Thousand))...))
				leaves.Body = append(leaves.Body, row(doc.Plain, cells(name, label, doc.Exact{Figure: f}, num(f, money.Thousand))...))
			}
			base, sum := typed("", money.Won(1000*i)), total("", parts)
			basis.Body[place] = row(doc.TotalRow, cells(name, "통계목 계", nil, nil, nil, num(sum, money.Thousand))...)
			lines, bases = append(lines, sum), append(bases, base)
			compare(doc.Plain, cells(name), base, sum)
		}
		compare(doc.GroupRow, cells("계"), total("", bases), total("", lines))
		body := budget.Body[at:]
		last := body[len(body)-1]
		copy(body[1:], body)
		body[0] = last
	}
	return Workbook{Title: "큰 책", Date: "2023-11-01", Sheets: []Sheet{
		{Name: "예산총괄", Title: "예산총괄", Tables: []*doc.Table{budget}},
		{Name: "산출근거", Title: "산출근거", Tables: []*doc.Table{basis}, Landscape: true},
		{Name: "자료", Title: "자료", Tables: []*doc.Table{leaves}, Landscape: true}}}
}

// finished are the cells of a workbook as they have come out: what the two rivals write, who
// need not work out a formula, a style or a width.
func finished(t testing.TB, w Workbook) [][][]excelize.Cell {
	t.Helper()
	p, err := newPlan(w)
	if err != nil {
		t.Fatal(err)
	}
	f := excelize.NewFile()
	defer f.Close()
	out := &writer{file: f, plan: p, book: w, ids: make([]int, len(p.looks))}
	var sheets [][][]excelize.Cell
	for _, s := range p.sheets {
		var grid [][]excelize.Cell
		widths := columnWidths(s)
		for i, tp := range s.tables {
			for r, row := range tp.each() {
				cells, _, err := out.cells(nil, tp, row, r, place{sheet: s.index, table: i, row: tp.top + r}, widths)
				if err != nil {
					t.Fatal(err)
				}
				var line []excelize.Cell
				for _, c := range cells {
					var value any
					if number, err := strconv.Atoi(c.value); err == nil && c.kind == numberValue {
						value = number
					} else if c.kind != noValue {
						value = c.value
					}
					line = append(line, excelize.Cell{Formula: c.formula, Value: value})
				}
				grid = append(grid, line)
			}
		}
		sheets = append(sheets, grid)
	}
	return sheets
}

// plainly writes the cells by excelize's cell API, in one function.
func plainly(t testing.TB, sheets [][][]excelize.Cell) []byte {
	f := excelize.NewFile(excelize.Options{TmpDir: "\x00"})
	defer f.Close()
	for i, grid := range sheets {
		name := fmt.Sprint("시트", i)
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		style, err := f.NewStyle(&excelize.Style{NumFmt: 3})
		if err != nil {
			t.Fatal(err)
		}
		for r, line := range grid {
			for c, cell := range line {
				ref := cellName(r, c)
				if err := f.SetCellValue(name, ref, cell.Value); err != nil {
					t.Fatal(err)
				}
				if cell.Formula != "" {
					if err := f.SetCellFormula(name, ref, cell.Formula); err != nil {
						t.Fatal(err)
					}
				}
				if err := f.SetCellStyle(name, ref, ref, style); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return written(t, f)
}

// streamed writes them by its StreamWriter, in one function.
func streamed(t testing.TB, sheets [][][]excelize.Cell) []byte {
	f := excelize.NewFile(excelize.Options{TmpDir: "\x00"})
	defer f.Close()
	for i, grid := range sheets {
		name := fmt.Sprint("시트", i)
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		out, err := f.NewStreamWriter(name)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.NewStyle(&excelize.Style{NumFmt: 3})
		if err != nil {
			t.Fatal(err)
		}
		for r, line := range grid {
			cells := make([]any, len(line))
			for c, cell := range line {
				cell.StyleID = style
				cells[c] = cell
			}
			if err := out.SetRow(cellName(r, 0), cells); err != nil {
				t.Fatal(err)
			}
		}
		if err := out.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	return written(t, f)
}

func written(t testing.TB, f *excelize.File) []byte {
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// BenchmarkRender holds ours beside the two ways of excelize: compare the lines of one run.
func BenchmarkRender(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		book := large(b, n)
		cells := finished(b, book)
		for _, way := range []struct {
			name  string
			write func() []byte
		}{
			{"ours", func() []byte { return render(b, book) }},
			{"stream", func() []byte { return streamed(b, cells) }},
			{"plain", func() []byte { return plainly(b, cells) }},
		} {
			b.Run(fmt.Sprintf("%d/%s", n, way.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					b.ReportMetric(float64(len(way.write())), "bytes/file")
				}
			})
		}
	}
}

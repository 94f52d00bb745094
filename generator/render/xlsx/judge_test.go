package xlsx

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"budgetbook/generator/doc"
	"budgetbook/generator/judge"
	"budgetbook/generator/money"
)

// Tests named Judge ask LibreOffice, the one calculator here that is not ours, to
// calculate every formula anew, whatever values the file carries.

const recalculateAlways = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// recalculated is every worksheet of the files as rows of text: formatted as on screen
// where shown, else the plain values. Files and sheets keep their order.
func recalculated(t *testing.T, shown bool, files ...[]byte) [][][][]string {
	t.Helper()
	soffice := judge.Tool(t, "soffice")
	profile, dir := t.TempDir(), t.TempDir()
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(recalculateAlways), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to",
		fmt.Sprintf("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,%t,false,false,-1", shown), "--outdir", dir}
	for i, file := range files {
		name := filepath.Join(dir, fmt.Sprintf("book%d.xlsx", i))
		if err := os.WriteFile(name, file, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	if out, err := exec.Command(soffice, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	books := make([][][][]string, len(files))
	for i, file := range files {
		f, err := excelize.OpenReader(strings.NewReader(string(file)))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range f.GetSheetList() {
			text, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("book%d-%s.csv", i, name)))
			if err != nil {
				t.Fatal(err)
			}
			r := csv.NewReader(strings.NewReader(string(text)))
			r.FieldsPerRecord = -1
			records, err := r.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			books[i] = append(books[i], records)
		}
	}
	return books
}

// at is the text of a cell of a worksheet.
func at(t *testing.T, sheet [][]string, ref string) string {
	t.Helper()
	col, row, err := excelize.CellNameToCoordinates(ref)
	if err != nil {
		t.Fatal(err)
	}
	if row > len(sheet) || col > len(sheet[row-1]) {
		return ""
	}
	return strings.TrimSpace(sheet[row-1][col-1])
}

// sameValues compares every formula's fresh result with the value in the file.
func sameValues(t *testing.T, file []byte, fresh [][][]string) {
	t.Helper()
	files, compared := parts(t, file), 0
	for i := range fresh {
		for _, r := range worksheet(t, files, i+1).Rows {
			for _, c := range r.Cells {
				if c.Formula == nil {
					continue
				}
				compared++
				if got := at(t, fresh[i], c.Ref); !sameNumber(got, *c.Value) {
					t.Errorf("sheet %d %s: =%s gives %q, the file says %q", i+1, c.Ref, *c.Formula, got, *c.Value)
				}
			}
		}
	}
	if compared == 0 {
		t.Error("nothing compared")
	}
}

func sameNumber(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	return x == y
}

func TestJudgeSample(t *testing.T) {
	file := render(t, sample(t))
	sameValues(t, file, recalculated(t, false, file)[0])

	shown := recalculated(t, true, file)[0]
	for _, c := range []struct {
		sheet     int
		ref, want string
	}{
		{2, "B6", "651,000"}, {2, "C6", "566,600"}, {2, "D6", "△84,400"}, {2, "E6", "△13"},
		{2, "E7", "△10"}, {2, "D8", "△84,000"}, {2, "B9", "-"}, {2, "E9", "-"},
		{3, "C7", "59,500,000원"}, {3, "D7", "2개소"}, {3, "F7", "119,000"}, {3, "F14", "563,000"},
		{4, "D5", "△1,500"}, {4, "H5", "27,250"}, {4, "I5", "96.5"},
		{4, "B9", "(x-) 566,600천원"}, {4, "B10", `시비 "전액" 566,600,000원`},
		{4, "A11", "=SUM(A1:A3)"}, {4, "B11", "-감 @다 +라"},
	} {
		if got := at(t, shown[c.sheet-1], c.ref); got != c.want {
			t.Errorf("sheet %d %s shows %q, want %q", c.sheet, c.ref, got, c.want)
		}
	}
}

// A council member changes one assumption and sees every total follow.
func TestJudgeTotalsFollow(t *testing.T) {
	f, err := excelize.OpenReader(strings.NewReader(string(render(t, sample(t)))))
	if err != nil {
		t.Fatal(err)
	}
	// 8년차 2개소: 59,500,000원 becomes 59,500,500원: 119,001,000원.
	if err := f.SetCellValue("산출근거", "C7", 59_500_500); err != nil {
		t.Fatal(err)
	}
	changed, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	fresh := recalculated(t, false, changed.Bytes())[0]
	for _, c := range []struct {
		sheet     int
		ref, want string
	}{
		{3, "E7", "119001000"}, {3, "F7", "119001"}, {3, "F14", "563001"}, {2, "C6", "566601"},
		{2, "C8", "563001"}, {2, "D6", "-84399"}, {2, "E6", "-13"}, {4, "B9", "566601"}, {4, "B10", "566601000"},
	} {
		if got := at(t, fresh[c.sheet-1], c.ref); got != c.want {
			t.Errorf("sheet %d %s = %q, want %q", c.sheet, c.ref, got, c.want)
		}
	}
}

// The three modes of rounding, with △ and fractions, and the rates, against the core.
func TestJudgeRounding(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 2024))
	table := &doc.Table{ID: "rounding", Caption: "반올림", Columns: columns(doc.Left, doc.Right, doc.Right, doc.Right, doc.Right)}
	add := func(text string) {
		for _, mode := range money.Modes {
			f := leaf(t, text, text, mode)
			table.Body = append(table.Body, row(doc.Plain, text, doc.Factor{Figure: f, Index: 0}, doc.Factor{Figure: f, Index: 1},
				doc.Exact{Figure: f}, num(f, money.Thousand)))
		}
	}
	for _, text := range []string{"2,677,500원*1식", "△2,677,500원*1식", "△2,677,499원*1식", "△500원*1식", "500원*1식", "1원*1식", "△1원*1식",
		"△740,000원×7명×6/12월", "100,000원/3명", "△100,000원/3명", "333,333원*9%", "59,500,001원*2개소", "1,000,000원*0.1식",
		"(60,000원+60,000원/2)*7명", "999,999,999,999원*1식", "999,999,999,499원*1식", "9,999,999,999,999원*1식", "△9,999,999,999,999원*1식", "99,999,999,999,999원*1식", "△99,999,999,999,999원*1식", "1원/7식", "1,000,000원+1원/3,000식"} {
		add(text)
	}
	for range 150 {
		sign := []string{"", "△"}[random.IntN(2)]
		add(fmt.Sprintf("%s%d원*%d명*%d/12월", sign, random.IntN(100_000_000), 1+random.IntN(50), 1+random.IntN(12)))
		add(fmt.Sprintf("%s%d원*%d%%", sign, random.IntN(10_000_000_000), 1+random.IntN(99)))
	}
	rates := &doc.Table{ID: "rates", Caption: "증감률", Columns: columns(doc.Right, doc.Right, doc.Right)}
	for i := range 300 {
		num1 := typed(fmt.Sprint("n", i), money.Won(random.IntN(2_000_000)-1_000_000)*1000)
		den1 := typed(fmt.Sprint("d", i), money.Won(random.IntN(1_000))*1000)
		if i%7 == 0 { // an exact half at one decimal
			num1 = typed(fmt.Sprint("n", i), money.Won(2*random.IntN(10_000)-9_999)*1000)
			den1 = typed(fmt.Sprint("d", i), 2_000_000)
		}
		r := money.Rounding{Rate: money.Modes[i%3], RateDecimals: i % 5 % 4}
		rates.Body = append(rates.Body, row(doc.Plain, num(num1, money.Thousand), num(den1, money.Thousand), num(rate(t, fmt.Sprint("r", i), num1, den1, r), 0)))
	}
	file := render(t, Workbook{Title: "반올림", Date: "2023-11-01", Sheets: []Sheet{
		{Name: "반올림", Tables: []*doc.Table{table}}, {Name: "비율", Tables: []*doc.Table{rates}}}})
	sameValues(t, file, recalculated(t, false, file)[0])
}

package csv_test

import (
	"bytes"
	stdcsv "encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
	"budgetbook/generator/render/csv"
)

func text(s string) doc.Cell {
	return doc.Cell{Blocks: []doc.Block{&doc.Paragraph{Text: []doc.Inline{doc.Text{S: s}}}}}
}

func amount(won money.Won) doc.Cell {
	f := &figure.Figure{Name: figure.Nameless, Won: won, Expr: figure.Input{Written: won}}
	return doc.Cell{Blocks: []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Num{Figure: f, Unit: money.Thousand, Words: doc.Words{Zero: "-"}}}}}}
}

func rate(steps int64) doc.Cell {
	f := &figure.Figure{Name: figure.Nameless, Rate: money.Rate{Steps: steps, Decimals: 1, New: steps == 0}, Expr: figure.Ratio{}}
	return doc.Cell{Blocks: []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Num{Figure: f, Words: doc.Words{New: "순증"}}}}}}
}

// Leaf rows only, plain digits, a minus for △, 0 for zero, blank for what was not given,
// and no text that a spreadsheet would run.
func TestRender(t *testing.T) {
	table := &doc.Table{
		ID: "budget", Caption: "예산총괄", Unit: "(단위 : 천원, %)",
		Columns: []doc.Column{{ID: "project", Head: "통계목"}, {ID: "current", Head: "예산액"}, {ID: "rate", Head: "증감률"}},
		Body: []doc.Row{
			{Kind: doc.TotalRow, Cells: []doc.Cell{text("합계"), amount(566_600_000), rate(-130)}},
			{Kind: doc.GroupRow, Cells: []doc.Cell{text("계"), amount(566_600_000), rate(-130)}},
			{Cells: []doc.Cell{text("사무관리비, \"가\""), amount(3_600_000), rate(-105)}},
			{Cells: []doc.Cell{text("=HYPERLINK(1)"), amount(-84_400_000), rate(0)}},
			{Cells: []doc.Cell{text("-빈칸"), {}, {}}},
			{Cells: []doc.Cell{text("영"), amount(0), rate(10)}},
		},
	}
	var folder csv.Folder
	file, err := folder.Add(table)
	if err != nil {
		t.Fatal(err)
	}
	description, err := folder.Schema()
	if err != nil {
		t.Fatal(err)
	}
	if file.Name != "budget.csv" || description.Name != "schema.json" {
		t.Fatalf("files %s and %s", file.Name, description.Name)
	}
	body, bom := bytes.CutPrefix(file.Data, []byte("\xef\xbb\xbf"))
	if !bom {
		t.Error("no BOM: Excel would read CP949")
	}
	got, err := stdcsv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"통계목", "예산액", "증감률"},
		{"사무관리비, \"가\"", "3600", "-10.5"},
		{"'=HYPERLINK(1)", "-84400", ""},
		{"'-빈칸", "", ""},
		{"영", "0", "1.0"},
	}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %q, want %q", got, want)
	}
	if !strings.Contains(string(body), "\r\n") {
		t.Error("lines do not end in CRLF")
	}
	var schema struct {
		Resources []struct {
			Path   string
			Schema struct {
				Fields []struct {
					Name, ID, Type string
					Open           string `json:"x-lofin365"`
				}
			}
		}
	}
	if err := json.Unmarshal(description.Data, &schema); err != nil {
		t.Fatal(err)
	}
	r := schema.Resources[0]
	if r.Path != "budget.csv" || len(r.Schema.Fields) != 3 || r.Schema.Fields[0].Type != "string" || r.Schema.Fields[1].Type != "number" || r.Schema.Fields[2].ID != "rate" || r.Schema.Fields[0].Open != "dbiz_nm" || r.Schema.Fields[1].Open != "" {
		t.Errorf("schema %+v", r)
	}
	table.Body[2].Cells = table.Body[2].Cells[:2]
	if _, err := folder.Add(table); err == nil {
		t.Error("a table with a missing cell was written")
	}
}

// A table that comes in parts is one file: the head once, the rows in the order of the parts, and
// a column holds numbers where any part has one.
func TestParts(t *testing.T) {
	part := func(cells ...doc.Cell) *doc.Table {
		return &doc.Table{ID: "data", Caption: "자료", Columns: []doc.Column{{ID: "item", Head: "산출내역"}, {ID: "won", Head: "금액"}}, Body: []doc.Row{{Cells: cells}}}
	}
	var folder csv.Folder
	files := map[string]string{}
	for _, p := range []*doc.Table{part(text("가"), doc.Cell{}), {ID: "other"}, part(text("나"), amount(2_000))} {
		piece, err := folder.Add(p)
		if err != nil {
			t.Fatal(err)
		}
		files[piece.Name] += string(piece.Data)
	}
	schema, err := folder.Schema()
	if err != nil {
		t.Fatal(err)
	}
	if want := "\ufeff산출내역,금액\r\n가,\r\n나,2\r\n"; len(files) != 2 || files["data.csv"] != want {
		t.Errorf("got %q, want %q", files, want)
	}
	if strings.Count(string(schema.Data), `"number"`) != 1 {
		t.Errorf("schema %s", schema.Data)
	}
	if _, err := folder.Add(&doc.Table{ID: "data", Columns: make([]doc.Column, 3)}); err == nil {
		t.Error("a part with another number of columns was written")
	}
}

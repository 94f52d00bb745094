// Package csv writes the workbook's tables as flat CSV files, the machine-readable twin
// of the workbook: one row for each leaf, no subtotals, plain digits. It is the third
// use of the very same tables.
//
// The files begin with a BOM, since Excel takes a file without one for CP949, and are
// described by schema.json in the Table Schema form of Frictionless Data.
package csv

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/formula"
	"budgetbook/generator/money"
)

// File is a file of the csv folder, or a piece of one.
type File struct {
	Name string
	Data []byte
}

// byteOrderMark makes Excel read UTF-8.
const byteOrderMark = "\ufeff"

// Folder is the csv folder in the making. It keeps what schema.json says of each file, and no rows.
type Folder struct {
	tables []*resource // in the order in which they came
}

// Add writes the leaf rows of a table: a file, or where there was a table with the same id before, the
// next piece of its file. Rows that add others up are left out: whoever adds a column would
// count them twice. The table must have one head row and no merged cells (compose.Appendix).
func (f *Folder) Add(t *doc.Table) (File, error) {
	i := slices.IndexFunc(f.tables, func(other *resource) bool { return other.Name == t.ID })
	begun := i >= 0
	if !begun {
		i = len(f.tables)
		f.tables = append(f.tables, resourceOf(t))
	}
	data, err := f.tables[i].rows(t, begun)
	return File{f.tables[i].Path, data}, err
}

func (r *resource) rows(t *doc.Table, begun bool) ([]byte, error) {
	if len(t.Columns) != len(r.Schema.Fields) {
		return nil, fmt.Errorf("csv: table %s goes on with %d columns after %d", t.ID, len(t.Columns), len(r.Schema.Fields))
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true // RFC 4180
	record := make([]string, len(t.Columns))
	if !begun {
		out.WriteString(byteOrderMark)
		for i, c := range t.Columns {
			record[i] = c.Head
		}
		if err := w.Write(record); err != nil {
			return nil, fmt.Errorf("csv: %w", err)
		}
	}
	for row := range t.Each() {
		if len(row.Cells) != len(t.Columns) {
			return nil, fmt.Errorf("csv: table %s has merged cells", t.ID)
		}
		for i, c := range row.Cells {
			if r.Schema.Fields[i].Type == "" && figures(c) {
				r.Schema.Fields[i].Type = "number"
			}
		}
		if row.Kind != doc.Plain {
			continue
		}
		for i, c := range row.Cells {
			record[i] = field(c)
		}
		if err := w.Write(record); err != nil {
			return nil, fmt.Errorf("csv: %w", err)
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// Schema is schema.json over all tables that were added.
func (f *Folder) Schema() (File, error) {
	var p dataPackage
	for _, r := range f.tables {
		for i := range r.Schema.Fields {
			r.Schema.Fields[i].Type = cmp.Or(r.Schema.Fields[i].Type, "string")
		}
		p.Resources = append(p.Resources, *r)
	}
	var schema bytes.Buffer
	enc := json.NewEncoder(&schema)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(p); err != nil {
		return File{}, fmt.Errorf("csv: %w", err)
	}
	return File{"schema.json", schema.Bytes()}, nil
}

// field is a cell as plain text; blank where nothing was given.
func field(c doc.Cell) string {
	var lines []string
	for _, b := range c.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok {
			panic(fmt.Sprintf("csv: a %T in a cell", b))
		}
		if len(p.Text) == 1 {
			switch i := p.Text[0].(type) {
			case *doc.Num:
				return digits(i)
			case doc.Factor:
				return formula.Decimal(i.Figure.Expr.(figure.Formula).Formula.Numbers()[i.Index].Value)
			case doc.Exact:
				return formula.Decimal(i.Figure.Expr.(figure.Formula).Exact)
			}
		}
		lines = append(lines, doc.PlainText(p.Text))
	}
	return inert(strings.Join(lines, "\n"))
}

// digits is a figure in its unit without commas, a minus for △: a number to a machine.
// A rate that has no number is blank.
func digits(n *doc.Num) string {
	f := n.Figure
	if f == nil {
		return ""
	}
	var text string
	if f.IsRate() {
		text, _ = f.Rate.Number()
	} else {
		text = f.Won.Decimal(n.Unit)
	}
	return strings.NewReplacer(money.Negative, "-", ",", "").Replace(text)
}

// inert keeps a text from becoming a formula in the program that opens the file.
func inert(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// dataPackage is schema.json.
type dataPackage struct {
	Resources []resource `json:"resources"`
}

type resource struct {
	Name   string `json:"name"`
	Path   string `json:"path"`
	Title  string `json:"title"`
	Unit   string `json:"description,omitempty"` // the unit line: (단위 : 천원)
	Schema schema `json:"schema"`
}

type schema struct {
	Fields        []schemaField `json:"fields"`
	MissingValues []string      `json:"missingValues"`
}

type schemaField struct {
	Name string `json:"name"` // the head of the column in the file
	ID   string `json:"id"`
	Type string `json:"type"` // number for a column that holds figures, else string
	// Open is the field's name in 지방재정365 (QWGJK), where it has one. That data is in 원.
	Open string `json:"x-lofin365,omitempty"`
}

// openNames are the columns that 지방재정365 publishes too, by the id of ours.
var openNames = map[string]string{
	"account": "acnt_dv_nm", "department": "dept_nm", "project": "dbiz_nm", "field": "fld_nm", "section": "part_nm",
	"national": "bdg_ntep", "province": "capep", "county": "sggep",
	"final": "cpl_amt", "available": "bdg_cash_amt", "spent": "ep_amt",
}

func resourceOf(t *doc.Table) *resource {
	r := &resource{Name: t.ID, Path: t.ID + ".csv", Title: t.Caption, Unit: t.Unit, Schema: schema{MissingValues: []string{""}}}
	for _, c := range t.Columns {
		r.Schema.Fields = append(r.Schema.Fields, schemaField{Name: c.Head, ID: c.ID, Open: openNames[c.ID]})
	}
	return r
}

// figures reports whether a cell holds a figure.
func figures(c doc.Cell) bool {
	for _, b := range c.Blocks {
		if p, ok := b.(*doc.Paragraph); ok && len(p.Text) == 1 {
			switch p.Text[0].(type) {
			case *doc.Num, doc.Factor, doc.Exact:
				return true
			}
		}
	}
	return false
}

package judge

import (
	"archive/zip"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// cell of a worksheet as it stands in the file.
type cell struct {
	ref     string
	kind    string // attribute t: "" is a number
	formula string
	value   string // number or text
	open    bool   // not locked: a reader may change it
}

// worksheet of a workbook.
type worksheet struct {
	name  string
	cells []cell
}

// parts unzips a file.
func parts(file string) (map[string][]byte, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, err
		}
		out[f.Name] = data
	}
	return out, nil
}

// worksheets reads the cells of a workbook, in the order of its sheets, from its XML.
func worksheets(t testing.TB, file string) (out []worksheet) {
	t.Helper()
	files, err := parts(file)
	if err != nil {
		t.Fatal(err)
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	fromXML(t, files["xl/workbook.xml"], &book)
	fromXML(t, files["xl/_rels/workbook.xml.rels"], &relations)
	target := map[string]string{}
	for _, r := range relations.List {
		target[r.ID] = path.Join("xl", r.Target)
	}
	var styles struct {
		Cells []struct {
			Protection struct {
				Locked string `xml:"locked,attr"`
			} `xml:"protection"`
		} `xml:"cellXfs>xf"`
	}
	fromXML(t, files["xl/styles.xml"], &styles)
	for _, s := range book.Sheets {
		var sheet struct {
			Cells []struct {
				Ref     string  `xml:"r,attr"`
				Kind    string  `xml:"t,attr"`
				Style   int     `xml:"s,attr"`
				Formula string  `xml:"f"`
				Value   *string `xml:"v"`
				Text    string  `xml:"is>t"`
			} `xml:"sheetData>row>c"`
		}
		fromXML(t, files[target[s.ID]], &sheet)
		w := worksheet{name: s.Name}
		for _, c := range sheet.Cells {
			if c.Kind == "s" {
				t.Fatalf("%s %s: shared strings are not read here", s.Name, c.Ref)
			}
			value := c.Text
			if c.Value != nil {
				value = *c.Value
			}
			locked := styles.Cells[c.Style].Protection.Locked
			w.cells = append(w.cells, cell{ref: c.Ref, kind: c.Kind, formula: c.Formula, value: value, open: locked == "false" || locked == "0"})
		}
		out = append(out, w)
	}
	return out
}

func fromXML(t testing.TB, data []byte, into any) {
	t.Helper()
	if err := xml.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// recalculateAlways is a profile in which LibreOffice calculates every formula anew
// when it opens a file; by default it shows the values stored in it.
const recalculateAlways = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// grid is the text of a worksheet, row by row.
type grid [][]string

// recalculate opens the workbooks in LibreOffice, has every formula calculated, and
// gives the sheets by file and name: with shown, as they look on screen, else with the
// plain values. All files go in one call, since starting it takes seconds.
func recalculate(t testing.TB, shown bool, files ...string) map[string]map[string]grid {
	t.Helper()
	profile, dir := t.TempDir(), t.TempDir()
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(recalculateAlways), 0o644); err != nil {
		t.Fatal(err)
	}
	// Separator, quote, UTF-8, first line; numbers as text or not; formatted; all sheets.
	args := []string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to",
		fmt.Sprintf("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,%t,false,false,-1", shown), "--outdir", dir}
	for i, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, fmt.Sprintf("%03d.xlsx", i))
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	output(t, "soffice", args...)
	books := map[string]map[string]grid{}
	for i, file := range files {
		books[file] = map[string]grid{}
		for _, s := range worksheets(t, file) {
			text, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%03d-%s.csv", i, s.name)))
			if err != nil {
				t.Fatal(err)
			}
			r := csv.NewReader(strings.NewReader(string(text)))
			r.FieldsPerRecord = -1
			rows, err := r.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			books[file][s.name] = rows
		}
	}
	return books
}

// position is the row and column of a cell, from 0.
func position(ref string) (row, col int) {
	letters := strings.TrimRight(ref, "0123456789")
	row, _ = strconv.Atoi(ref[len(letters):])
	for _, c := range letters {
		col = col*26 + int(c-'A') + 1
	}
	return row - 1, col - 1
}

// at is the text of a cell, "" outside of the rows.
func (g grid) at(ref string) string {
	row, col := position(ref)
	if row < 0 || row >= len(g) || col < 0 || col >= len(g[row]) {
		return ""
	}
	return strings.TrimSpace(g[row][col])
}

// with is the grid with another text in a cell.
func (g grid) with(ref, text string) grid {
	row, col := position(ref)
	for len(g) <= row {
		g = append(g, nil)
	}
	for len(g[row]) <= col {
		g[row] = append(g[row], "")
	}
	g[row][col] = text
	return g
}

// disagreements compares every number in the file with the fresh value of its cell, and
// gives what differs and how many of the compared were formulas. A formula without a
// stored value, a number stored as text, an identity that is not TRUE and an error in any
// cell are disagreements too.
func disagreements(file []worksheet, fresh map[string]grid) (wrong []string, formulas int) {
	for _, s := range file {
		g := fresh[s.name]
		for _, c := range s.cells {
			if c.formula != "" {
				formulas++
			}
			got := g.at(c.ref)
			switch {
			case c.formula != "" && c.kind == "str" && got == c.value && !sameNumber(got, got):
				// a word for a rate that is no number: 순증
			case c.kind == "b" && c.value == "1" && got == "TRUE":
				// an identity of the book, which holds
			case c.formula != "" && c.kind != "":
				wrong = append(wrong, fmt.Sprintf("%s!%s: =%s is stored as %q", s.name, c.ref, c.formula, c.kind))
			case c.formula == "" && (c.kind != "" || c.value == ""):
			case !sameNumber(got, c.value):
				wrong = append(wrong, fmt.Sprintf("%s!%s: =%s gives %q, stored is %q", s.name, c.ref, c.formula, got, c.value))
			}
		}
		for i, row := range g {
			for _, text := range row {
				if strings.HasPrefix(text, "#") || strings.HasPrefix(text, "Err:") {
					wrong = append(wrong, fmt.Sprintf("%s row %d: %s", s.name, i+1, text))
				}
			}
		}
	}
	return wrong, formulas
}

// sameNumber compares two numbers as text; LibreOffice writes 0.09 as 9% where the cell
// is formatted so.
func sameNumber(shown, stored string) bool {
	x, okX := new(big.Rat).SetString(strings.TrimSuffix(shown, "%"))
	y, okY := new(big.Rat).SetString(stored)
	if !okX || !okY {
		return false
	}
	if strings.HasSuffix(shown, "%") {
		x.Quo(x, big.NewRat(100, 1))
	}
	return x.Cmp(y) == 0
}

// records are the rows of an appendix table below its head, by the names of its columns.
func (g grid) records() (out []map[string]string) {
	var head []string
	for _, row := range g {
		switch {
		case head != nil:
			record := map[string]string{}
			for i, text := range row {
				record[head[i]] = strings.TrimSpace(text)
			}
			out = append(out, record)
		case slices.Contains(row, "세부사업"):
			head = row
		}
	}
	return out
}

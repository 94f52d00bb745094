package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
)

// The dump reads the file's own XML, not through the library that wrote it.

type cellXML struct {
	Ref     string  `xml:"r,attr"`
	Type    string  `xml:"t,attr"`
	Style   int     `xml:"s,attr"`
	Formula *string `xml:"f"`
	Value   *string `xml:"v"`
	Inline  string  `xml:"is>t"`
}

type sheetXML struct {
	Rows []struct {
		Cells []cellXML `xml:"c"`
	} `xml:"sheetData>row"`
	Merges []struct {
		Ref string `xml:"ref,attr"`
	} `xml:"mergeCells>mergeCell"`
}

type stylesXML struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format     int `xml:"numFmtId,attr"`
		Protection *struct {
			Locked string `xml:"locked,attr"`
		} `xml:"protection"`
	} `xml:"cellXfs>xf"`
}

func parts(t testing.TB, file []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func decode(t testing.TB, part []byte, into any) {
	t.Helper()
	if err := xml.Unmarshal(part, into); err != nil {
		t.Fatalf("%v in %.200s", err, part)
	}
}

// worksheet reads the i-th worksheet, 1 being the contents.
func worksheet(t testing.TB, files map[string][]byte, i int) sheetXML {
	t.Helper()
	var s sheetXML
	part, ok := files[fmt.Sprintf("xl/worksheets/sheet%d.xml", i)]
	if !ok {
		t.Fatalf("no sheet %d", i)
	}
	decode(t, part, &s)
	return s
}

func dump(t testing.TB, file []byte, sheets int) string {
	t.Helper()
	files := parts(t, file)
	var styles stylesXML
	decode(t, files["xl/styles.xml"], &styles)
	formats := map[int]string{0: "", 49: "@"}
	for _, f := range styles.Formats {
		formats[f.ID] = f.Code
	}
	var b strings.Builder
	for i := 1; i <= sheets; i++ {
		fmt.Fprintf(&b, "== sheet %d\n", i)
		s := worksheet(t, files, i)
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				xf := styles.Cells[c.Style]
				var line []string
				if c.Formula != nil {
					line = append(line, "="+*c.Formula)
				}
				switch {
				case c.Type == "str":
					line = append(line, fmt.Sprintf("%q", *c.Value))
				case c.Type == "inlineStr":
					line = append(line, fmt.Sprintf("%q", c.Inline))
				case c.Value != nil:
					line = append(line, *c.Value)
				default:
					continue
				}
				if format := formats[xf.Format]; format != "" {
					line = append(line, "["+format+"]")
				}
				if xf.Protection != nil && xf.Protection.Locked == "false" {
					line = append(line, "input")
				}
				fmt.Fprintf(&b, "%-4s %s\n", c.Ref, strings.Join(line, "  "))
			}
		}
		for _, m := range s.Merges {
			fmt.Fprintf(&b, "merge %s\n", m.Ref)
		}
	}
	return b.String()
}

// zipped is a file with some of its parts replaced.
func zipped(t testing.TB, file []byte, replaced map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, part := range parts(t, file) {
		if other, ok := replaced[name]; ok {
			part = other
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

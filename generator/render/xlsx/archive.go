package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
)

// archive collects the parts of the file and writes them in one order: excelize (v2.11.1)
// takes the defaults of [Content_Types].xml from a Go map, so that every run would give other
// bytes. It makes worksheets without rows; these are written in their place.
type archive struct {
	out   io.Writer
	parts map[string]*bytes.Buffer
	rows  []func(*rows) error // of sheet1.xml, sheet2.xml, …
}

// Create begins a part.
func (a *archive) Create(name string) (io.Writer, error) {
	part := new(bytes.Buffer)
	a.parts[name] = part
	return part, nil
}

// AddFS is a method that excelize asks for and never calls.
func (a *archive) AddFS(fs.FS) error { return errors.ErrUnsupported }

// The parts that readers look for first; the others follow by name.
var firstParts = []string{"[Content_Types].xml", "_rels/.rels"}

// Close writes the parts.
func (a *archive) Close() error {
	order := slices.Clone(firstParts)
	var others []string
	for name := range a.parts {
		if !slices.Contains(firstParts, name) {
			others = append(others, name)
		}
	}
	slices.Sort(others)
	z := zip.NewWriter(a.out)
	deflate, err := flate.NewWriter(nil, level)
	if err != nil {
		return err
	}
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		deflate.Reset(out) // the part before is closed by now
		return deflate, nil
	})
	for _, name := range append(order, others...) {
		part, ok := a.parts[name]
		if !ok {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			return err
		}
		if err := a.write(w, name, part.Bytes()); err != nil {
			return err
		}
	}
	return z.Close()
}

// level of the compression: files a few hundredths larger than the usual, in half the time.
const level = 6

func (a *archive) write(to io.Writer, name string, content []byte) error {
	switch name {
	case "[Content_Types].xml":
		content = sortDefaults(content)
	case "docProps/core.xml":
		content = prefixCore(content)
	}
	for i, rows := range a.rows {
		if name == fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) {
			return sheetPart(to, content, rows)
		}
	}
	_, err := to.Write(content)
	return err
}

// sheetPart writes the rows into a worksheet.
func sheetPart(to io.Writer, content []byte, body func(*rows) error) error {
	content = bytes.Replace(content, []byte(` filterMode="true"`), nil, 1) // nothing is filtered yet
	const opening, closing = "<sheetData>", "</sheetData>"
	from, end := bytes.Index(content, []byte(opening)), bytes.Index(content, []byte(closing))
	if from < 0 || end < 0 {
		return errors.New("a worksheet without a place for rows")
	}
	out := &rows{out: to}
	if _, err := to.Write(content[:from+len(opening)]); err != nil {
		return err
	}
	if err := body(out); err != nil {
		return err
	}
	if out.err != nil {
		return out.err
	}
	_, err := to.Write(content[end:])
	return err
}

var defaultType = regexp.MustCompile(`<Default [^>]*?(/>|></Default>)`)

// sortDefaults gives the <Default> elements one order.
func sortDefaults(content []byte) []byte {
	found := defaultType.FindAll(content, -1)
	slices.SortFunc(found, bytes.Compare)
	sorted := bytes.Join(found, nil)
	i := 0
	return defaultType.ReplaceAllFunc(content, func([]byte) []byte {
		if i++; i == 1 {
			return sorted
		}
		return nil
	})
}

// coreElements are those of the core properties' own namespace, which excelize writes
// as the default one. ExcelJS refuses such a file, Excel writes the prefix cp.
var coreElements = []string{"coreProperties", "category", "contentStatus", "keywords", "lastModifiedBy", "revision", "version"}

func prefixCore(content []byte) []byte {
	var pairs []string
	for _, name := range coreElements {
		pairs = append(pairs, "<"+name+" ", "<cp:"+name+" ", "<"+name+">", "<cp:"+name+">", "</"+name+">", "</cp:"+name+">")
	}
	pairs = append(pairs, `xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"`,
		`xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"`)
	return []byte(strings.NewReplacer(pairs...).Replace(string(content)))
}

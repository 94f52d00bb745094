package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// archive collects the parts of the file and writes them in one order: excelize (v2.11.1)
// takes streamed sheets and the defaults of [Content_Types].xml from Go maps, so that
// every run would give other bytes.
type archive struct {
	out   io.Writer
	parts map[string]*bytes.Buffer
}

func newArchive(out io.Writer) excelize.ZipWriter {
	return &archive{out: out, parts: map[string]*bytes.Buffer{}}
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
	for _, name := range append(order, others...) {
		part, ok := a.parts[name]
		if !ok {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			return err
		}
		if _, err := w.Write(mended(name, part.Bytes())); err != nil {
			return err
		}
	}
	return z.Close()
}

func mended(name string, content []byte) []byte {
	switch name {
	case "[Content_Types].xml":
		return sortDefaults(content)
	case "docProps/core.xml":
		return prefixCore(content)
	}
	if strings.HasPrefix(name, "xl/worksheets/sheet") {
		return shortRelations(content)
	}
	return content
}

// shortRelations gives the ids of drawings their usual prefix: a streamed worksheet declares
// the namespace in place, as relationships:id, which ExcelJS does not read.
func shortRelations(content []byte) []byte {
	return longRelation.ReplaceAll(content, []byte(`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id=`))
}

var longRelation = regexp.MustCompile(`xmlns:relationships="[^"]*" relationships:id=`)

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

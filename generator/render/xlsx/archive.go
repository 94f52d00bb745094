package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
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
	out    io.Writer
	parts  map[string]*bytes.Buffer
	rows   []func(*rows) error // of sheet1.xml, sheet2.xml, …
	shared *shared
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
		packed, err := a.pack(name, part.Bytes())
		if err != nil {
			return err
		}
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: packed.sum,
			CompressedSize64: uint64(len(packed.data)), UncompressedSize64: packed.size})
		if err != nil {
			return err
		}
		if _, err := w.Write(packed.data); err != nil {
			return err
		}
	}
	return z.Close()
}

// pack deflates a part, with its rows where it is a worksheet.
func (a *archive) pack(name string, content []byte) (*packed, error) {
	switch name {
	case "[Content_Types].xml":
		content = sortDefaults(content)
	case "docProps/core.xml":
		content = prefixCore(content)
	}
	for i, rows := range a.rows {
		if name == fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) {
			return a.shared.sheet(i, content, rows)
		}
	}
	return pack(content)
}

// shared are the worksheets that several workbooks have alike: each is written once.
type shared struct {
	sheets int             // that are alike, behind the contents
	known  map[int]*packed // by number, from 1
	around map[int][]byte  // what stands around their rows
}

// sheet is the n-th worksheet; 0 is the contents.
func (s *shared) sheet(n int, content []byte, rows func(*rows) error) (*packed, error) {
	if known := s.known[n]; known != nil && bytes.Equal(content, s.around[n]) {
		return known, nil
	}
	made, err := packBeside(func(to io.Writer) error { return sheetPart(to, content, rows) })
	if err == nil && n >= 1 && n <= s.sheets {
		s.known[n], s.around[n] = made, content
	}
	return made, err
}

// level of the compression: files a few hundredths larger than the usual, in half the time.
const level = 6

// packed is a part as the file keeps it.
type packed struct {
	data []byte // deflated
	size uint64 // before
	sum  uint32 // CRC-32, before
}

// deflater deflates a part.
type deflater struct {
	packed
	data bytes.Buffer
	to   *flate.Writer
}

func newDeflater() (d *deflater, err error) {
	d = &deflater{}
	d.to, err = flate.NewWriter(&d.data, level)
	return d, err
}

func (d *deflater) Write(p []byte) (int, error) {
	d.sum = crc32.Update(d.sum, crc32.IEEETable, p)
	d.size += uint64(len(p))
	return d.to.Write(p)
}

func (d *deflater) close() (*packed, error) {
	err := d.to.Close()
	out := d.packed // without the deflater, which is larger
	out.data = d.data.Bytes()
	return &out, err
}

// pack deflates a short part.
func pack(content []byte) (*packed, error) {
	d, err := newDeflater()
	if err != nil {
		return nil, err
	}
	if _, err := d.Write(content); err != nil {
		return nil, err
	}
	return d.close()
}

// packBeside deflates what write writes, while it is being written: the one is about as much work
// as the other.
func packBeside(write func(io.Writer) error) (*packed, error) {
	d, err := newDeflater()
	if err != nil {
		return nil, err
	}
	full, empty, failed := make(chan []byte, chunks), make(chan []byte, chunks), make(chan error, 1)
	for range chunks {
		empty <- make([]byte, 0, chunkSize)
	}
	go func() {
		var err error
		for chunk := range full {
			if err == nil {
				_, err = d.Write(chunk)
			}
			empty <- chunk[:0]
		}
		failed <- err
	}()
	w := &chunked{chunk: <-empty, full: full, empty: empty}
	err = write(w)
	full <- w.chunk
	close(full)
	if err := errors.Join(err, <-failed); err != nil {
		return nil, err
	}
	return d.close()
}

const (
	chunks    = 4
	chunkSize = 256 << 10
)

// chunked hands on what is written in pieces.
type chunked struct {
	chunk       []byte
	full, empty chan []byte
}

func (w *chunked) Write(p []byte) (n int, err error) {
	for n = len(p); len(p) > 0; {
		if len(w.chunk) == cap(w.chunk) {
			w.full <- w.chunk
			w.chunk = <-w.empty
		}
		room := min(len(p), cap(w.chunk)-len(w.chunk))
		w.chunk = append(w.chunk, p[:room]...)
		p = p[room:]
	}
	return n, nil
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

package paint

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"

	"github.com/signintech/gopdf"
)

// object is one indirect object of gopdf's file: a dictionary, and a stream or nil.
type object struct {
	dict   []byte
	stream []byte
}

// reference is the number of the object that an entry refers to.
func (o object) reference(key string) (n int, ok bool) {
	_, rest, _ := bytes.Cut(o.dict, []byte(key))
	_, err := fmt.Sscanf(string(rest[:min(len(rest), 20)]), " %d 0 R", &n)
	return n, err == nil
}

// write ends a document of gopdf and takes its file apart.
func write(pdf *gopdf.GoPdf) ([]object, error) {
	var out bytes.Buffer
	// A second WriteTo of gopdf v0.33.0 would write every page twice.
	if _, err := pdf.WriteTo(&out); err != nil {
		return nil, err
	}
	objects, err := read(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("gopdf의 출력 형태가 바뀌었습니다: %w", err)
	}
	return objects, nil
}

// read takes gopdf's file apart by its cross-reference table. It relies on the form that
// gopdf v0.33.0 writes: one section, 20-byte lines, objects numbered from 1 without gaps.
func read(raw []byte) ([]object, error) {
	tail := bytes.LastIndex(raw, []byte("startxref\n"))
	if tail < 0 {
		return nil, fmt.Errorf("startxref가 없습니다")
	}
	at, err := strconv.Atoi(string(bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimSpace(raw[tail+len("startxref\n"):]), []byte("%%EOF")))))
	if err != nil || at >= len(raw) {
		return nil, fmt.Errorf("startxref를 읽을 수 없습니다")
	}
	var first, count int
	if _, err := fmt.Sscanf(string(raw[at:min(at+40, len(raw))]), "xref\n%d %d\n", &first, &count); err != nil || first != 0 {
		return nil, fmt.Errorf("교차 참조표를 읽을 수 없습니다")
	}
	lines := at + len("xref\n") + len(fmt.Sprintf("0 %d\n", count))
	objects := make([]object, count) // index 0 stays empty, as in the file
	for n := 1; n < count; n++ {
		line := lines + 20*n
		offset, err := strconv.Atoi(string(raw[line : line+10]))
		if err != nil {
			return nil, err
		}
		end := at
		if n+1 < count {
			if end, err = strconv.Atoi(string(raw[line+20 : line+30])); err != nil {
				return nil, err
			}
		}
		if objects[n], err = parse(raw[offset:end], n); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

var length = regexp.MustCompile(`/Length (\d+)`)

// parse takes the head off an object and its stream apart.
func parse(b []byte, n int) (object, error) {
	head := []byte(strconv.Itoa(n) + " 0 obj\n")
	if !bytes.HasPrefix(b, head) {
		return object{}, fmt.Errorf("%d번 객체의 머리가 다릅니다", n)
	}
	b = bytes.TrimSuffix(bytes.TrimSpace(b[len(head):]), []byte("endobj"))
	at := bytes.Index(b, []byte(">>\nstream\n"))
	if at < 0 {
		return object{dict: bytes.TrimSpace(b)}, nil
	}
	dict, rest := b[:at+2], b[at+len(">>\nstream\n"):]
	m := length.FindSubmatch(dict)
	if m == nil {
		return object{}, fmt.Errorf("%d번 객체에 길이가 없습니다", n)
	}
	size, err := strconv.Atoi(string(m[1]))
	if err != nil || size > len(rest) {
		return object{}, fmt.Errorf("%d번 객체의 길이가 다릅니다", n)
	}
	return object{dict: bytes.TrimSpace(dict), stream: rest[:size]}, nil
}

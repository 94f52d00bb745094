package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"budgetbook/generator/judge"
)

// parsed is the finished file, taken apart without any outside tool.
type parsed struct {
	dicts   map[int]string
	streams map[int]string // inflated
}

var (
	objectHead = regexp.MustCompile(`(?m)^(\d+) 0 obj\n`)
	reference  = regexp.MustCompile(`(\d+) 0 R`)
	number     = regexp.MustCompile(`\d+`)
)

func parse(t testing.TB, pdf []byte) parsed {
	t.Helper()
	p := parsed{map[int]string{}, map[int]string{}}
	for _, at := range objectHead.FindAllSubmatchIndex(pdf, -1) {
		n, _ := strconv.Atoi(string(pdf[at[2]:at[3]]))
		rest := pdf[at[1]:]
		head := bytes.Index(rest, []byte("\nstream\n"))
		if head < 0 {
			t.Fatalf("object %d is no stream", n)
		}
		dict := string(rest[:head])
		length, _ := strconv.Atoi(number.FindString(dict[strings.Index(dict, "/Length ")+8:]))
		data := rest[head+len("\nstream\n"):][:length]
		if strings.Contains(dict, "FlateDecode") {
			r, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatalf("object %d: %v", n, err)
			}
			if data, err = io.ReadAll(r); err != nil {
				t.Fatalf("object %d: %v", n, err)
			}
		}
		p.dicts[n], p.streams[n] = dict, string(data)
		if !strings.Contains(dict, "/ObjStm") {
			continue
		}
		first, _ := strconv.Atoi(number.FindString(dict[strings.Index(dict, "/First ")+7:]))
		heads := number.FindAllString(string(data[:first]), -1)
		for i := 0; i < len(heads); i += 2 {
			m, _ := strconv.Atoi(heads[i])
			from, _ := strconv.Atoi(heads[i+1])
			to := len(data) - first
			if i+3 < len(heads) {
				to, _ = strconv.Atoi(heads[i+3])
			}
			p.dicts[m] = string(data[first+from : first+to])
		}
	}
	return p
}

// TestStructureIsWhole checks the tags both ways: every marked content has an element that
// names it, every element its parent, and all content of a page lies in a mark.
func TestStructureIsWhole(t *testing.T) {
	p := parse(t, renderBook(t))
	mcr := regexp.MustCompile(`<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>`)
	own := regexp.MustCompile(`^<</S/.*?/Pg (\d+) 0 R/K\[`)
	parent := regexp.MustCompile(`/P (\d+) 0 R`)
	named := map[string]int{} // "page mcid" to element
	elements := 0
	for n, dict := range p.dicts {
		if !strings.HasPrefix(dict, "<</S/") {
			continue
		}
		elements++
		name := func(page, mcid string) {
			key := page + " " + mcid
			if other, ok := named[key]; ok {
				t.Errorf("content %s belongs to %d and %d", key, n, other)
			}
			named[key] = n
		}
		for _, m := range mcr.FindAllStringSubmatch(dict, -1) {
			name(m[1], m[2])
		}
		if page := own.FindStringSubmatch(dict); page != nil { // a bare number is a content of this page
			kids := dict[strings.Index(dict, "/K[")+2:]
			for _, mcid := range number.FindAllString(reference.ReplaceAllString(mcr.ReplaceAllString(kids, ""), ""), -1) {
				name(page[1], mcid)
			}
		}
		up, _ := strconv.Atoi(parent.FindStringSubmatch(dict)[1])
		kids := p.dicts[up][strings.Index(p.dicts[up], "/K"):]
		if !strings.Contains(kids, strconv.Itoa(n)+" 0 R") {
			t.Errorf("element %d is no kid of its parent %d: %s", n, up, p.dicts[up])
		}
	}
	if elements < 300 {
		t.Errorf("only %d elements", elements)
	}

	owners := map[int][]string{} // key in the parent tree to elements
	for _, dict := range p.dicts {
		if _, nums, ok := strings.Cut(dict, "/Nums["); ok {
			for _, m := range regexp.MustCompile(`(\d+)\[([^\]]*)\]`).FindAllStringSubmatch(nums, -1) {
				key, _ := strconv.Atoi(m[1])
				for _, r := range reference.FindAllStringSubmatch(m[2], -1) {
					owners[key] = append(owners[key], r[1])
				}
			}
		}
	}
	pages := 0
	for n, dict := range p.dicts {
		if !strings.Contains(dict, "/Type/Page/") {
			continue
		}
		pages++
		key, _ := strconv.Atoi(number.FindString(dict[strings.Index(dict, "/StructParents ")+15:]))
		stream := ""
		contents, _, _ := strings.Cut(dict[strings.Index(dict, "/Contents[")+9:], "]")
		for _, r := range reference.FindAllStringSubmatch(contents, -1) {
			content, _ := strconv.Atoi(r[1])
			stream += judge.HexStrings(p.streams[content])
		}
		mcids := regexp.MustCompile(`/MCID (\d+)`).FindAllStringSubmatch(stream, -1)
		if len(mcids) != len(owners[key]) {
			t.Errorf("page %d has %d marks, the parent tree %d", key+1, len(mcids), len(owners[key]))
			continue
		}
		for i := range mcids {
			if got := strconv.Itoa(named[strconv.Itoa(n)+" "+mcids[i][1]]); got != owners[key][i] {
				t.Errorf("page %d content %d: element %s names it, the parent tree says %s", key+1, i, got, owners[key][i])
			}
		}
		depth := 0
		for _, op := range strings.Fields(stream) {
			switch op {
			case "BDC", "BMC":
				depth++
			case "EMC":
				depth--
			case "TJ", "Tj", "S", "f":
				if depth != 1 {
					t.Fatalf("page %d paints at mark depth %d", key+1, depth)
				}
			}
		}
		if depth != 0 {
			t.Errorf("page %d leaves %d marks open", key+1, depth)
		}
	}
	if pages < 8 {
		t.Errorf("only %d pages", pages)
	}
}

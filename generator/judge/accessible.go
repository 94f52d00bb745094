package judge

import (
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// tagged is a PDF as qpdf takes it apart: objects by their reference ("12 0 R").
type tagged struct {
	objects map[string]any
	streams map[string]string // decoded
	root    map[string]any
	trailer map[string]any
	pages   []string
	issues  []string
}

// inaccessible lists what a file lacks of the rules of PDF/UA-1 that can be seen without
// a reader: properties, structure tree, marks in the pages, annotations.
func inaccessible(t testing.TB, file string) []string {
	t.Helper()
	return openTagged(t, output(t, "qpdf", "--json", "--json-key=pages", "--json-key=qpdf",
		"--json-stream-data=inline", "--decode-level=generalized", file)).check()
}

func openTagged(t testing.TB, text string) *tagged {
	t.Helper()
	pages, objects := pageObjects[struct {
		Value  any `json:"value"`
		Stream *struct {
			Data string `json:"data"`
			Dict any    `json:"dict"`
		} `json:"stream"`
	}](t, text)
	p := &tagged{objects: map[string]any{}, streams: map[string]string{}, pages: pages}
	for key, o := range objects {
		key = strings.TrimPrefix(key, "obj:")
		p.objects[key] = o.Value
		if o.Stream == nil {
			continue
		}
		data, err := base64.StdEncoding.DecodeString(o.Stream.Data)
		if err != nil {
			t.Fatal(err)
		}
		p.objects[key], p.streams[key] = o.Stream.Dict, string(data)
	}
	p.trailer = p.dict(p.objects["trailer"])
	p.root = p.dict(p.trailer["/Root"])
	return p
}

func (p *tagged) report(format string, args ...any) {
	p.issues = append(p.issues, fmt.Sprintf(format, args...))
}

// at follows a reference.
func (p *tagged) at(v any) any {
	if ref, ok := v.(string); ok {
		if o, ok := p.objects[ref]; ok {
			return o
		}
	}
	return v
}

func (p *tagged) dict(v any) map[string]any { d, _ := p.at(v).(map[string]any); return d }

// list is an array, or a single value as one.
func (p *tagged) list(v any) []any {
	if array, ok := p.at(v).([]any); ok {
		return array
	}
	if v == nil {
		return nil
	}
	return []any{v}
}

func str(v any) string { s, _ := v.(string); return strings.TrimPrefix(s, "u:") }

func integer(v any) int { n, _ := v.(float64); return int(n) }

func (p *tagged) check() []string {
	p.properties()
	w := &walk{tagged: p, owner: map[string]string{}, ids: map[string]string{}}
	root := p.dict(p.root["/StructTreeRoot"])
	p.names(root["/IDTree"], w.ids)
	for _, k := range p.list(root["/K"]) {
		w.element(str(k), "")
	}
	p.content(w)
	return p.issues
}

// properties are those of the whole file.
func (p *tagged) properties() {
	if str(p.root["/Lang"]) != "ko-KR" {
		p.report("language %v", p.root["/Lang"])
	}
	if p.dict(p.root["/MarkInfo"])["/Marked"] != true {
		p.report("not marked")
	}
	if p.dict(p.root["/ViewerPreferences"])["/DisplayDocTitle"] != true {
		p.report("the title is not displayed")
	}
	if len(p.list(p.trailer["/ID"])) != 2 {
		p.report("no ID")
	}
	if p.trailer["/Encrypt"] != nil {
		p.report("encrypted")
	}
	intents := p.list(p.root["/OutputIntents"])
	if len(intents) != 1 || integer(p.dict(p.dict(intents[0])["/DestOutputProfile"])["/N"]) != 3 {
		p.report("no output intent for RGB")
	}
	for key, o := range p.objects {
		if s := p.dict(o)["/S"]; s == "/JavaScript" {
			p.report("%s is JavaScript", key)
		}
	}
	p.metadata()
}

// metadata: XMP and the dictionary of properties say the same.
func (p *tagged) metadata() {
	packet := p.streams[str(p.root["/Metadata"])]
	var xmp struct {
		Descriptions []struct {
			Title   string `xml:"title>Alt>li"`
			Creator string `xml:"creator>Seq>li"`
			Tool    string `xml:"http://ns.adobe.com/xap/1.0/ CreatorTool"`
			Made    string `xml:"http://ns.adobe.com/xap/1.0/ CreateDate"`
			UA      string `xml:"http://www.aiim.org/pdfua/ns/id/ part"`
			A       string `xml:"http://www.aiim.org/pdfa/ns/id/ part"`
		} `xml:"RDF>Description"`
	}
	if err := xml.Unmarshal([]byte(packet), &xmp); err != nil {
		p.report("XMP: %v", err)
		return
	}
	found := map[string]string{}
	for _, d := range xmp.Descriptions {
		for key, value := range map[string]string{"/Title": d.Title, "/Author": d.Creator, "/Creator": d.Tool, "/CreationDate": d.Made, "UA": d.UA, "A": d.A} {
			found[key] += value
		}
	}
	if found["UA"] != "1" || found["A"] != "2" {
		p.report("XMP says PDF/UA-%s, PDF/A-%s", found["UA"], found["A"])
	}
	info := p.dict(p.trailer["/Info"])
	if str(info["/Title"]) == "" {
		p.report("no title")
	}
	for _, key := range []string{"/Title", "/Author", "/Creator"} {
		if str(info[key]) != found[key] {
			p.report("%s is %q, in XMP %q", key, str(info[key]), found[key])
		}
	}
	digits := func(s string) string { return regexp.MustCompile(`\D`).ReplaceAllString(s, "") }
	if digits(str(info["/CreationDate"])) != digits(found["/CreationDate"]) {
		p.report("/CreationDate is %v, in XMP %q", info["/CreationDate"], found["/CreationDate"])
	}
}

// within says which elements an element may stand in; "" for any group of text.
var within = map[string][]string{
	"/Document": {""}, "/Sect": {"/Document", "/Sect"}, "/H1": nil, "/H2": nil, "/H3": nil, "/P": nil,
	"/L": nil, "/LI": {"/L"}, "/Lbl": {"/LI"}, "/LBody": {"/LI"},
	"/Table": nil, "/TR": {"/Table"}, "/TH": {"/TR"}, "/TD": {"/TR"},
	"/TOC": nil, "/TOCI": {"/TOC"}, "/Link": nil, "/Span": nil, "/Figure": nil,
}

// walk goes through the structure tree in reading order.
type walk struct {
	*tagged
	owner   map[string]string // "page mcid" or annotation to element
	ids     map[string]string // of the tree of IDs
	heading int
}

func (w *walk) element(ref, parent string) {
	e := w.dict(ref)
	kind := str(e["/S"])
	in, known := within[kind]
	up := str(w.dict(parent)["/S"])
	switch {
	case !known:
		w.report("%s is no standard element: %s", ref, kind)
	case in != nil && !slices.Contains(in, up):
		w.report("%s %s stands in %q", ref, kind, up)
	}
	if parent != "" && str(e["/P"]) != parent {
		w.report("%s says its parent is %v, not %s", ref, e["/P"], parent)
	}
	switch kind {
	case "/H1", "/H2", "/H3":
		level := int(kind[2] - '0')
		if level > w.heading+1 {
			w.report("%s: level %d behind %d", ref, level, w.heading)
		}
		w.heading = level
	case "/Table":
		w.table(ref)
	case "/TH":
		if s := w.attribute(e, "/Scope"); s != "/Column" && s != "/Row" {
			w.report("%s: a head without scope", ref)
		}
	case "/Figure":
		if str(e["/Alt"]) == "" {
			w.report("%s: a figure without a text", ref)
		}
	}
	for _, k := range w.list(e["/K"]) {
		if mcid, ok := k.(float64); ok { // a content of the element's own page
			w.own(fmt.Sprint(e["/Pg"], " ", int(mcid)), ref)
			continue
		}
		kid := w.dict(k)
		switch kid["/Type"] {
		case "/StructElem", nil: // an element need not say what it is
			w.element(str(k), ref)
		case "/MCR":
			w.own(fmt.Sprint(kid["/Pg"], " ", integer(kid["/MCID"])), ref)
		case "/OBJR":
			if kind != "/Link" {
				w.report("%s %s holds an annotation", ref, kind)
			}
			w.own(str(kid["/Obj"]), ref)
		default:
			w.report("%s has a kid of no kind: %v", ref, k)
		}
	}
}

func (w *walk) own(content, element string) {
	if other := w.owner[content]; other != "" {
		w.report("content %s belongs to %s and %s", content, other, element)
	}
	w.owner[content] = element
}

// attribute of an element.
func (p *tagged) attribute(e map[string]any, name string) any {
	for _, a := range p.list(e["/A"]) {
		if v := p.dict(a)[name]; v != nil {
			return v
		}
	}
	return nil
}

// table: with spans counted, every row has the same columns; and where heads are merged or
// stand in several levels, every TD names its own.
func (w *walk) table(ref string) {
	rows := w.list(w.dict(ref)["/K"])
	grid := make([][]string, len(rows)) // the element in each place
	for i, tr := range rows {
		x := 0
		for _, k := range w.list(w.dict(tr)["/K"]) {
			cell := str(k)
			e := w.dict(cell)
			columns, high := max(integer(w.attribute(e, "/ColSpan")), 1), max(integer(w.attribute(e, "/RowSpan")), 1)
			if i+high > len(grid) {
				w.report("%s: a cell reaches below the table", ref)
				return
			}
			for x < len(grid[i]) && grid[i][x] != "" {
				x++
			}
			for r := i; r < i+high; r++ {
				for len(grid[r]) < x+columns {
					grid[r] = append(grid[r], "")
				}
				for c := x; c < x+columns; c++ {
					grid[r][c] = cell
				}
			}
		}
	}
	for i := range grid {
		if len(grid[i]) != len(grid[0]) {
			w.report("%s: row %d has %d columns, the first %d", ref, i+1, len(grid[i]), len(grid[0]))
			return
		}
		if slices.Contains(grid[i], "") {
			w.report("%s: row %d has a hole", ref, i+1)
			return
		}
	}
	w.heads(ref, grid)
}

// heads holds the names of heads against the table: each leads to a TH above or left of its cell.
func (w *walk) heads(ref string, grid [][]string) {
	type place struct{ top, left, bottom, right int }
	at := map[string]*place{}
	var order []string
	for r, row := range grid {
		for x, cell := range row {
			if at[cell] == nil {
				at[cell] = &place{r, x, r, x}
				order = append(order, cell)
			}
			at[cell].bottom, at[cell].right = r, max(at[cell].right, x)
		}
	}
	scope := func(cell string) any { return w.attribute(w.dict(cell), "/Scope") }
	merged := false
	for _, cell := range order {
		p := at[cell]
		merged = merged || scope(cell) != nil && (p.top != p.bottom || p.left != p.right)
		for _, other := range order { // two heads of one direction in a line
			q := at[other]
			merged = merged || cell != other && scope(cell) != nil && scope(cell) == scope(other) &&
				(scope(cell) == "/Row" && p.top == q.top || scope(cell) == "/Column" && p.left == q.left)
		}
	}
	for _, cell := range order {
		p, e := at[cell], w.dict(cell)
		names := w.list(w.attribute(e, "/Headers"))
		if merged && str(e["/S"]) == "/TD" && len(names) == 0 {
			w.report("%s: a cell of a table with merged heads names none", cell)
		}
		for _, name := range names {
			head := w.ids[str(name)]
			q := at[head]
			if q == nil || str(w.dict(head)["/S"]) != "/TH" || str(w.dict(head)["/ID"]) != str(name) {
				w.report("%s: its head %v is no TH of the table", cell, name)
				continue
			}
			above := q.bottom < p.top && q.left <= p.right && q.right >= p.left
			left := q.right < p.left && q.top <= p.bottom && q.bottom >= p.top
			if !above && !left {
				w.report("%s: its head %s stands neither above nor left of it", cell, head)
			}
		}
	}
}

// names reads a name tree: its names are in order, and no two are the same.
func (p *tagged) names(node any, into map[string]string) {
	d, last := p.dict(node), ""
	for _, k := range p.list(d["/Kids"]) {
		p.names(k, into)
	}
	pairs := p.list(d["/Names"])
	for i := 0; i+1 < len(pairs); i += 2 {
		name := str(pairs[i])
		if into[name] != "" || name <= last {
			p.report("the ID %s stands twice or out of order", name)
		}
		last, into[name] = name, str(pairs[i+1])
	}
}

var (
	shownGlyphs = regexp.MustCompile(`<([0-9A-Fa-f]*)>`)
	markNumber  = regexp.MustCompile(`/MCID (\d+)`)
)

// content: all that is painted is marked, and marks, elements and parent tree agree.
func (p *tagged) content(w *walk) {
	parents := map[int]any{}
	p.numbers(p.dict(p.root["/StructTreeRoot"])["/ParentTree"], parents)
	named := 0
	for i, ref := range p.pages {
		page := p.dict(ref)
		if page["/Tabs"] != "/S" {
			p.report("page %d: tab order %v", i+1, page["/Tabs"])
		}
		var stream strings.Builder
		contents, _ := page["/Contents"].([]any)
		if contents == nil {
			contents = []any{page["/Contents"]}
		}
		for _, c := range contents {
			stream.WriteString(p.streams[str(c)])
		}
		shown := HexStrings(stream.String())
		p.painted(i+1, shown)
		owners := p.list(parents[integer(page["/StructParents"])])
		marks := markNumber.FindAllStringSubmatch(shown, -1)
		if len(marks) != len(owners) {
			p.report("page %d has %d marks, the parent tree %d", i+1, len(marks), len(owners))
			continue
		}
		for j, m := range marks {
			named++
			if owner := w.owner[ref+" "+m[1]]; owner == "" || owner != str(owners[j]) {
				p.report("page %d mark %s: element %q, in the parent tree %v", i+1, m[1], owner, owners[j])
			}
		}
		for _, a := range p.list(page["/Annots"]) {
			named++
			note := p.dict(a)
			if str(note["/Contents"]) == "" || integer(note["/F"])&4 == 0 {
				p.report("page %d: annotation %v has no text or is not printed", i+1, a)
			}
			if owner := w.owner[str(a)]; owner == "" || note["/StructParent"] == nil || owner != str(parents[integer(note["/StructParent"])]) {
				p.report("page %d: annotation %v of element %q, in the parent tree %v", i+1, a, owner, parents[integer(note["/StructParent"])])
			}
		}
	}
	if named != len(w.owner) {
		p.report("%d contents on the pages, %d in the structure", named, len(w.owner))
	}
}

// numbers reads a number tree.
func (p *tagged) numbers(node any, into map[int]any) {
	d := p.dict(node)
	for _, k := range p.list(d["/Kids"]) {
		p.numbers(k, into)
	}
	nums := p.list(d["/Nums"])
	for i := 0; i+1 < len(nums); i += 2 {
		into[integer(nums[i])] = nums[i+1]
	}
}

// HexStrings writes the literal strings of a content stream in hexadecimal digits, so that
// its operators can be told apart by blanks.
func HexStrings(stream string) string {
	escaped := strings.NewReplacer(`\(`, "(", `\)`, ")", `\\`, `\`, `\r`, "\r")
	return literal.ReplaceAllStringFunc(stream, func(s string) string {
		return fmt.Sprintf(" <%X> ", escaped.Replace(s[1:len(s)-1]))
	})
}

// literal is a string in which brackets are escaped, as ours are.
var literal = regexp.MustCompile(`(?s)\((?:[^\\()]|\\.)*\)`)

// painted holds that everything lies in exactly one mark and no missing glyph is shown.
func (p *tagged) painted(page int, stream string) {
	depth := 0
	for _, op := range strings.Fields(stream) {
		switch op {
		case "BDC", "BMC":
			depth++
		case "EMC":
			depth--
		case "TJ", "Tj", "S", "s", "f", "F", "f*", "B", "b", "Do", "sh":
			if depth != 1 {
				p.report("page %d paints at depth %d", page, depth)
				return
			}
		}
	}
	if depth != 0 {
		p.report("page %d leaves %d marks open", page, depth)
	}
	for _, m := range shownGlyphs.FindAllStringSubmatch(stream, -1) {
		for i := 0; i+4 <= len(m[1]); i += 4 {
			if m[1][i:i+4] == "0000" {
				p.report("page %d shows a missing glyph", page)
				return
			}
		}
	}
}

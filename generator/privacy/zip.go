package privacy

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"html"
	"io"
	"path"
	"regexp"
	"strings"
)

// maxPart bounds what a part may unpack to, far beyond any workbook.
const maxPart = 1 << 30

// runs are the seams inside one text of a workbook: a name whose letters differ in weight.
var runs = regexp.MustCompile(`</t>\s*</r>\s*<r>(?:<rPr>.*?</rPr>)?\s*<t[^>]*>`)

// zip searches every part of a workbook, with its name and comment: texts, hidden sheets,
// defined names, comments and properties are all XML there.
func (s *Search) zip(data []byte) (hits []Hit, err error) {
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	sheets := worksheets(files)
	hits = s.text("압축 파일의 설명", []byte(files.Comment))
	for _, f := range files.File {
		part := f.Name
		if sheet, ok := sheets[part]; ok {
			part = sheet + " 시트"
		}
		hits = append(hits, s.text(part, []byte(f.Name+"\n"+f.Comment))...)
		told := map[int]bool{} // of this part
		err := stretches(f, func(text []byte) {
			if bytes.Contains(text, []byte("<r>")) { // rarely: looking for seams takes longer than all else
				text = runs.ReplaceAll(text, nil)
			}
			if bytes.Contains(text, []byte("&#")) {
				text = []byte(html.UnescapeString(string(text)))
			}
			for _, h := range s.text(part, text) {
				if !told[h.ID] {
					told[h.ID] = true
					hits = append(hits, h)
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return hits, nil
}

// stretch is how much of a part is searched at a time, in bytes: a worksheet may unpack to hundreds
// of megabytes.
const stretch = 1 << 20

// textEnds are what no text goes on behind: a row of a worksheet, a text that is kept beside the sheets.
var textEnds = [][]byte{[]byte("</row>"), []byte("</si>")}

// stretches unpacks a part from its beginning to its end, so much at a time that it ends with one of
// [textEnds]. What has no such end comes whole.
func stretches(f *zip.File, search func(text []byte)) error {
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	from, chunk := io.LimitReader(in, maxPart), make([]byte, 64<<10)
	var text []byte
	for {
		n, err := from.Read(chunk)
		text = append(text, chunk[:n]...)
		if err == io.EOF {
			search(text)
			return nil
		}
		if err != nil {
			return err
		}
		if len(text) < stretch {
			continue
		}
		cut := 0
		fresh := max(0, len(text)-n-len("</row>")) // looking through all of it again would take long where there is no end
		for _, end := range textEnds {
			if i := bytes.LastIndex(text[fresh:], end); i >= 0 {
				cut = max(cut, fresh+i+len(end))
			}
		}
		if cut > 0 {
			search(text[:cut])
			text = append(text[:0], text[cut:]...)
		}
	}
}

func unpack(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, maxPart))
}

// worksheets are the names on the tabs of a workbook by the parts that hold the sheets; none
// where it is no workbook.
func worksheets(files *zip.Reader) map[string]string {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	for _, f := range files.File {
		var into any
		switch f.Name {
		case "xl/workbook.xml":
			into = &book
		case "xl/_rels/workbook.xml.rels":
			into = &relations
		default:
			continue
		}
		if text, err := unpack(f); err == nil { // else the search will say so
			xml.Unmarshal(text, into) // what it cannot read it does not name
		}
	}
	names := map[string]string{}
	for _, sheet := range book.Sheets {
		for _, r := range relations.All {
			if r.ID == sheet.ID {
				names[part(r.Target)] = sheet.Name
			}
		}
	}
	return names
}

// part is the name of a part that a workbook refers to: absolute, or from its folder.
func part(target string) string {
	if absolute, ok := strings.CutPrefix(target, "/"); ok {
		return absolute
	}
	return path.Join("xl", target)
}

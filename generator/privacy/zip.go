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
		text, err := unpack(f)
		if err != nil {
			return nil, err
		}
		if bytes.Contains(text, []byte("<r>")) { // rarely: looking for seams takes longer than all else
			text = runs.ReplaceAll(text, nil)
		}
		if bytes.Contains(text, []byte("&#")) {
			text = []byte(html.UnescapeString(string(text)))
		}
		hits = append(hits, s.text(part, text)...)
	}
	return hits, nil
}

func unpack(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
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

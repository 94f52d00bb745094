package statement

import (
	"fmt"
	"regexp"
	"strings"

	"budgetbook/generator/money"
)

// codeID is a code that serves as an id: shorter ones could be a device name of Windows
// (con, com1), and ids name files.
var codeID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{4,39}$`)

// book converts the projects and writes every file.
func (c *converter) book(projects []project) error {
	codes := map[string]int{}
	for _, p := range projects {
		codes[codeOf(p)]++
	}
	width := max(4, len(fmt.Sprint(len(projects))))
	var departments []string
	seenDepartment := map[string]bool{}
	var accounts []string
	seenAccount := map[string]bool{}
	seenProject := map[[3]string]bool{}
	files := make([]File, 1, len(projects)+1)
	for i, p := range projects {
		number := fmt.Sprintf("%0*d", width, i+1)
		s := c.sheet(p)
		if c.err != nil {
			return fmt.Errorf("%s '%s': %w", s.dept, s.title, c.err)
		}
		if s.id = codeOf(p); s.id == "" || codes[s.id] > 1 {
			s.id = "p" + number
			for codes[s.id] > 0 || c.used[s.id] {
				s.id += "-2"
			}
		}
		c.used[s.id] = true
		if key := [3]string{s.account, s.dept, s.title}; seenProject[key] {
			said := "같은 회계와 부서에 같은 이름의 사업이 또 있습니다"
			c.note(place{project: s.dept + " '" + s.title + "'"}, said)
			s.comments = append(s.comments, said)
		} else {
			seenProject[key] = true
		}
		if !seenAccount[s.account] {
			seenAccount[s.account] = true
			accounts = append(accounts, s.account)
		}
		if !seenDepartment[s.dept] {
			seenDepartment[s.dept] = true
			departments = append(departments, s.dept)
		}
		data := writeSheet(s)
		if len(data) > maxFile {
			return fmt.Errorf("%s '%s': 사업 파일이 %dMB를 넘습니다", s.dept, s.title, maxFile>>20)
		}
		files = append(files, File{number + "-" + s.id + ".toml", data})
	}
	c.result.Counts.Projects = len(projects)
	about := c.about()
	for _, said := range about {
		c.note(place{}, said)
	}
	files[0] = File{"book.toml", c.writeBook(accounts, departments, about)}
	c.result.Files = files
	return nil
}

// codeOf is the project's code as an id, "" where it cannot be one.
func codeOf(p project) string {
	code := strings.ToLower(strings.TrimSpace(string(p.Code)))
	if !codeID.MatchString(code) {
		return ""
	}
	return code
}

// about is what there is to say about the book as a whole. What no statement tells is
// one note, not one for each project.
func (c *converter) about() (said []string) {
	absent := "명세서에 없는 것은 비워 두었습니다: 전년도 예산액, 사업기간, 담당자, 사업설명, 추진일정, 결산"
	if c.accounts > 0 {
		absent += fmt.Sprintf("; 회계를 모르는 사업 %d건은 \"%s\"(으)로 적었습니다", c.accounts, UnknownAccount)
	}
	said = append(said, absent+"; book.toml의 date와 status를 고치십시오")
	best := c.opt.Rounding
	for _, m := range money.Modes {
		if c.matches[m] > c.matches[best] {
			best = m
		}
	}
	if best != c.opt.Rounding {
		said = append(said, fmt.Sprintf("산식이 있는 %d줄 가운데 인쇄된 금액과 같은 것이 %s이면 %d줄, %s이면 %d줄입니다: -rounding %s 으로 다시 가져와 보십시오",
			c.compared, c.opt.Rounding.Korean(), c.matches[c.opt.Rounding], best.Korean(), c.matches[best], best))
	}
	return said
}

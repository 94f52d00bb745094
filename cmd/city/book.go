package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

// bureauOf is 실·국.
type bureauOf struct {
	name        string
	departments []string
}

// bureaus is 직제: 실·국 and their departments in print order.
var bureaus = []bureauOf{
	{"의회사무국", []string{"의회사무국"}},
	{"기획조정실", []string{"기획예산과", "홍보담당관", "감사담당관", "인구청년정책과", "정보통신과"}},
	{"행정안전국", []string{"총무과", "자치행정과", "회계과", "세정과", "안전총괄과"}},
	{"복지교육국", []string{"복지정책과", "생활보장과", "노인복지과", "장애인복지과", "여성가족과", "아동보육과", "교육청소년과"}},
	{"문화경제국", []string{"문화예술과", "관광과", "체육진흥과", "지역경제과", "일자리과", "기업지원과"}},
	{"환경녹지국", []string{"환경정책과", "기후에너지과", "자원순환과", "공원과", "산림과"}},
	{"도시건설국", []string{"도시계획과", "도시재생과", "건축과", "주택과", "건설과", "도로과", "하천과", "토지정보과"}},
	{"교통국", []string{"교통정책과", "대중교통과", "주차관리과"}},
	{"보건소", []string{"보건행정과", "건강증진과", "감염병관리과", "치매관리과"}},
	{"농업기술센터", []string{"농정과", "친환경농업과", "축산과", "기술보급과"}},
	{"상하수도사업소", []string{"수도행정과", "수도시설과", "하수과"}},
	{"시설사업소", []string{"도서관운영과", "체육시설과"}},
	{"읍·면·동", towns},
}

var towns = []string{"가람읍", "나래읍", "다솜면", "미르면", "온새면", "누리면", "새봄동", "윤슬동", "예솔동", "마루동", "한길동", "초롱동", "여울동", "늘봄동"}

var families = strings.Fields("김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍 전 고 문 양 손 배 백 허 남 심 노 곽 성 차 주 우 구 민 진 지 엄 채 원 천 방 공 현 함 변 염")
var given = strings.Fields("가람 나래 다온 라온 마루 새롬 아름 한결 한솔 우람 은별 초롱 푸름 해솔 예슬 이슬 윤슬 다솜 도담 미르 바름 빛나 샛별 소담 누리 여울 온유 이든 찬솔 하람 한별 해담")

// random is a stream of its own for each name: what is drawn for one project does not move
// with another.
func random(seed uint64, name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// place is an instance of a kind: the department that does it, and what it is about.
type place struct {
	kind               kind
	number, round      int // round is how often all instances of the kind have been used up
	bureau, department string
	about              string
}

// places are n instances, the first of every kind before the second of any, so that small
// books hold all kinds. Beyond what one city has, all come again as a second round.
func places(all []kind, n int) (out []place) {
	instances := make([][]place, len(all))
	longest := 0
	for i, k := range all {
		instances[i] = instancesOf(k)
		longest = max(longest, len(instances[i]))
	}
	for round := 0; ; round++ {
		for i := range longest {
			for _, list := range instances {
				if i >= len(list) {
					continue
				}
				p := list[i]
				p.number, p.round = round*len(list)+i, round
				if out = append(out, p); len(out) == n {
					return out
				}
			}
		}
	}
}

// instancesOf lists what a kind is about, and where.
func instancesOf(k kind) (out []place) {
	bureau, department, _ := strings.Cut(k.fields["at"], " ")
	about := strings.Split(k.fields["over"], ", ")
	all := func(b bureauOf) {
		for _, d := range b.departments {
			out = append(out, place{kind: k, bureau: b.name, department: d, about: d})
		}
	}
	switch {
	case bureau == "*": // every department of the city hall
		for _, b := range bureaus[:len(bureaus)-1] {
			all(b)
		}
	case department == "*":
		all(bureaus[slices.IndexFunc(bureaus, func(b bureauOf) bool { return b.name == bureau })])
	default:
		for _, a := range about {
			out = append(out, place{kind: k, bureau: bureau, department: department, about: a})
		}
	}
	return out
}

// make fills in one instance. In the 추경 (supplement) the same draws are made, with the
// kind's lever moved by change of 100.
func (at place) make(seed uint64, change int) *project {
	name := fmt.Sprintf("%s-%02d", at.kind.id, at.number+1)
	p := &project{kind: kind{name, at.kind.fields}, bureau: at.bureau, department: at.department, years: random(seed, name+" money")}
	p.filler = &filler{rng: random(seed, name), words: map[string]string{"곳": at.about, "부서": at.department}, drawn: map[string]int64{}, lever: p.fields["lever"], change: change}
	others := p.rng.Perm(len(towns))
	p.words["읍면동"], p.words["읍면동2"], p.words["읍면동3"] = towns[others[0]], towns[others[1]], towns[others[2]]
	p.title = p.fill(p.fields["title"])
	if at.round > 0 {
		p.title += fmt.Sprintf("(%d차)", at.round+1)
	}
	for _, s := range strings.Fields(p.fields["split"]) {
		key, of, _ := strings.Cut(s, "=")
		p.shares = append(p.shares, share{key, number(of)})
	}
	if p.shares == nil {
		p.shares = []share{{"city", 100}}
	}
	p.setLines(p.fill(p.fields["lines"]))
	p.setLast()
	return p
}

// book is a whole book, file by file.
func book(n int, seed uint64, round int, sheets bool) (map[string]string, error) {
	all, err := kinds()
	if err != nil {
		return nil, err
	}
	files := map[string]string{"book.toml": bookTOML(round, sheets)}
	for _, at := range places(annual(all), n) {
		p := at.make(seed, 0)
		if round == 0 {
			files[p.id+".toml"] = p.toml(officers(seed, p), "")
		} else if text, changed := supplement(at, p, seed); changed {
			files[p.id+".toml"] = text
		}
	}
	if round > 0 {
		for _, k := range all {
			if k.fields["only"] != "추경" {
				continue
			}
			for _, at := range places([]kind{k}, len(instancesOf(k))) {
				p := at.make(seed, 0)
				files[p.id+".toml"] = p.toml(officers(seed, p), p.fill(k.fields["up"]))
			}
		}
	}
	return files, nil
}

// annual are the kinds of the 본예산.
func annual(all []kind) []kind {
	return slices.DeleteFunc(slices.Clone(all), func(k kind) bool { return k.fields["only"] == "추경" })
}

// supplement is the project in the 추경: its present budget is the base. About every third
// changes, and the first of a kind that says why loses everything.
func supplement(at place, before *project, seed uint64) (text string, changed bool) {
	rng := random(seed, before.id+" 추경")
	of100 := []int{-20, -15, -10, 10, 15, 20, 25, 30}[rng.IntN(8)]
	reason := "up"
	switch {
	case at.kind.fields["cut"] != "" && at.number == 0:
		reason = "cut"
	case at.kind.fields["lever"] == "" || rng.IntN(5) > 1:
		return "", false
	case of100 < 0:
		reason = "down"
	}
	if reason == "cut" {
		of100 = 0
	}
	p := at.make(seed, of100)
	for i := range p.lines {
		l := &p.lines[i]
		l.last, l.base = before.lines[i].last, before.lines[i].current
		if reason == "cut" {
			l.basis, l.current, p.cut = nil, 0, true
		}
	}
	if p.total() == before.total() && !p.cut {
		return "", false
	}
	return p.toml(officers(seed, p), p.fill(p.fields[reason])), true
}

// officers are three names and numbers of the department: 000 is no exchange.
func officers(seed uint64, p *project) (out [3]string) {
	for i := range out {
		who := p.department
		if i > 0 {
			who += p.id[:min(len(p.id), 4*i)] // a 팀장 has several projects
		}
		rng := random(seed, fmt.Sprint("officer ", i, who))
		out[i] = fmt.Sprintf("%s%s 041-000-%04d", families[rng.IntN(len(families))], given[rng.IntN(len(given))], 1000+rng.IntN(9000))
	}
	return out
}

func bookTOML(round int, sheets bool) string {
	var w strings.Builder
	fmt.Fprintf(&w, "%s 가온시는 없는 시이고, 사람과 금액도 모두 지어냈습니다.\nschema = 1\ngovernment = \"가온시\"\nfiscal_year = %d\nstatus = \"표본\"\n", mark, year)
	if round == 0 {
		fmt.Fprintf(&w, "kind = \"본예산\"\ntitle = \"%d년도 세출예산 사업별 설명서(표본)\"\ndate = \"%d-11-10\"\nform = \"seoul\"\n", year, year-1)
	} else {
		fmt.Fprintf(&w, "kind = \"추가경정예산\"\nround = %d\ntitle = \"%d년도 제%d회 추가경정예산 사업별 설명서(표본)\"\ndate = \"%d-04-13\"\nform = \"seoul-supplement\"\n", round, year, round, year)
	}
	fmt.Fprintf(&w, "rounding = { line = \"ceil\", rate = \"half_up\", rate_decimals = 1 }\nsheets = %t\ncontact = \"041-000-0000\"\n", sheets)
	fmt.Fprintf(&w, "accounts = [\"일반회계\", \"상수도공기업특별회계\", \"하수도공기업특별회계\", \"주차장특별회계\"]\ninternal = [\"701-01\", \"701-02\"]\n")
	for _, s := range [][2]string{{"national", "국비"}, {"province", "도비"}, {"city", "시비"}, {"other", "기타"}} {
		fmt.Fprintf(&w, "\n[[source]]\nkey = %q\nlabel = %q\n", s[0], s[1])
		switch s[0] {
		case "national":
			fmt.Fprintf(&w, "national = true\n")
		case "other":
			fmt.Fprintf(&w, "outside = true\n")
		}
	}
	for _, b := range bureaus {
		fmt.Fprintf(&w, "\n[[bureau]]\nname = %q\ndepartments = [\"%s\"]\n", b.name, strings.Join(b.departments, `", "`))
	}
	return w.String()
}

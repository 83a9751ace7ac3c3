// Tidemark: events wait in localStorage and go in order, one request at a time, until answered.
((w, d, n) => {
	const stub = w.tidemark, early = stub?.q || [], src = d.currentScript?.src, P = 'tidemark.', now = () => Date.now()
	if (stub?.on) return
	let own, mine, o, user, out, last, q = [], size = 0, most = 50, fails = 0, wait = 0, busy, gone, timer

	// A page without TLS has no randomUUID; the address of a blob ends with one.
	const id = () => w.crypto.randomUUID ? crypto.randomUUID() : URL.createObjectURL(new Blob).slice(-36)
	const store = (name, value) => {
		try {
			const s = w.localStorage
			if (value === undefined) return s.getItem(name)
			value === null ? s.removeItem(name) : s.setItem(name, value)
		} catch {} // memory has it
	}
	const names = () => { try { return Object.keys(w.localStorage) } catch { return [] } }
	const bytes = text => new Blob([text]).size
	const tell = result => setTimeout(o.onProblem || (e => console.warn('tidemark', e)), 0, result)
	const off = () => {
		const said = store(P + 'out') || out
		return said ? said == 1 : o.optedOut || o.dnt !== false && (n.doNotTrack == 1 || n.globalPrivacyControl)
	}
	const save = () => {
		const events = '' + q
		size = events.length
		store(mine, size ? `{"t":${gone ? 0 : now()},"e":[${events}]}` : null)
	}
	const session = t => {
		const [name, at] = (store(P + 'session') || last || '').split(' '), s = t - at < 18e5 ? name : id()
		store(P + 'session', last = s + ' ' + t)
		return s
	}

	// Takes what gone or stuck pages left; twice is harmless, ids stay.
	const adopt = () => names().forEach(name => {
		if (name.indexOf(own) || name == mine) return
		try {
			const left = JSON.parse(store(name))
			if (now() - left.t < 6e4) return
			q = left.e.map(e => JSON.stringify(e)).concat(q)
			save()
		} catch {}
		store(name, null)
	})
	// How many go at once: browsers allow 64 KiB while a page is left.
	const head = () => {
		let i = 0, sum = 0
		for (; i < q.length && i < most; i++) if ((sum += bytes(q[i]) + 1) > 3e4 && i) break
		return i
	}
	const body = count => `{"events":[${q.slice(0, count)}],"sent_at":"${new Date().toISOString()}"}`
	const url = () => o.endpoint + '/v1/beacon?write_key=' + encodeURIComponent(o.key)
	const later = ms => { timer ||= setTimeout(() => { timer = 0; send() }, ms) }

	const send = async () => {
		if (!o || busy || gone) return
		if (now() < wait) return later(wait - now())
		adopt()
		if (off() || !size) return
		const mark = q, count = head(), text = body(count), stop = new AbortController, end = setTimeout(() => stop.abort(), o.timeout)
		let asked
		busy = 1
		try {
			const r = await fetch(url(), { method: 'POST', body: text, keepalive: bytes(text) < 6e4, signal: stop.signal, credentials: 'omit' })
			asked = r.headers.get('Retry-After')
			const whole = [400, 413, 422].includes(r.status)
			if (!whole && r.status != 207) throw 0
			const reply = await r.json().catch(e => { if (!whole) throw e })
			const results = whole ? [{ status: r.status, problem: reply }] : reply.results
			if (!whole && results.length != count) throw 0
			if (whole && count > 1) most = count >> 1
			else if (mark == q) { // no opt-out meanwhile
				q.splice(0, count)
				most = 50
				results.forEach(e => { if (e.problem || e.status != 202) tell(e) })
			}
			fails = 0
		} catch {
			const must = asked * 1e3 || Date.parse(asked) - now() || 0
			wait = now() + Math.min(Math.max(must, 0), 36e5) + Math.random() * (o.pause << Math.min(fails++, 6))
		}
		clearTimeout(end)
		busy = 0
		save()
		if (size) later(wait - now())
	}

	const api = {
		init(t, options) {
			if (o) return
			o = { endpoint: src?.split('/v1/')[0], linger: 1e3, pause: 1e3, timeout: 15e3, ...options }
			own = P + 'q.' + o.key + '.'
			mine = own + id()
			w.addEventListener('pagehide', () => {
				gone = 1
				if (off() || !size) return
				if (now() > wait) n.sendBeacon(url(), body(head()))
				save() // nobody hears the answer
			})
			w.addEventListener('pageshow', () => { gone = 0; send() })
			d.addEventListener('visibilitychange', send)
			later(0)
		},
		track(t, type, properties = {}, more) {
			if (off()) return
			const e = JSON.stringify({ event_id: id(), type, event_time: new Date(t).toISOString(), user_id: user, session_id: session(t), properties, ...more })
			if (size + e.length > 5e5) return tell({ status: 0, problem: { code: 'queue-full' } })
			q.push(e)
			save()
			later(o.linger)
		},
		user(t, name) { user = name || undefined },
		flush: send,
		optOut() {
			store(P + 'out', out = '1')
			q = []
			size = 0
			names().forEach(name => { if (!name.indexOf(own) || name == P + 'session') store(name, null) })
		},
		optIn() { store(P + 'out', out = '0') }
	}
	const run = (t, [name, ...rest]) => {
		if (!o && name != 'init') return early.push([t, [name, ...rest]])
		try {
			api[name](t, ...rest)
		} catch (e) { console.warn('tidemark', name, e) } // not the page's trouble
		if (name == 'init') again()
	}
	const again = () => early.splice(0).forEach(e => run(...e));
	(w.tidemark = (...call) => run(now(), call)).on = 1
	again()
})(window, document, navigator)

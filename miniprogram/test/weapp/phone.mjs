// A phone just big enough to run the compiled mini-program: WeChat's glass-easel draws the components on a DOM, the parts
// of `wx` and the built-in components that this app uses are ours. It shows that the compiled program loads, renders and
// reacts; it is not WeChat.
import { givenToModules } from "./pack.mjs";

const language =
  "Object Array String Number Boolean Symbol BigInt Math JSON Date RegExp Promise Proxy Reflect Map Set WeakMap WeakSet Error TypeError RangeError SyntaxError ArrayBuffer DataView Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent NaN Infinity console".split(
    " ",
  );

const innerOf = ({ _$: inner }) => inner;
const nodeOf = (component) => innerOf(component).getBackendElement();
const settle = (options, done) => {
  const result = { errMsg: "ok", ...done };
  setTimeout(() => {
    options?.success?.(result);
    options?.complete?.(result);
  });
};
const fail = (options, why) =>
  setTimeout(() => {
    options?.fail?.({ errMsg: why });
    options?.complete?.({ errMsg: why });
  });
const parse = (url) => {
  const [route, query = ""] = url.replace(/^\//, "").split("?");
  return {
    route,
    query: Object.fromEntries(
      query
        .split("&")
        .filter(Boolean)
        .map((pair) => pair.split("=")),
    ),
  };
};
const resolve = (from, id) => new URL(id, `http://pack/${from}`).pathname.slice(1).replace(/\.js$/, "");

/** What an input and a textarea share. */
const typed = () => ({
  properties: {
    value: { type: String, value: "" },
    placeholder: { type: String, value: "" },
    maxlength: { type: Number, value: 140 },
  },
  lifetimes: {
    attached() {
      const node = nodeOf(this);
      node.value = this.data.value ?? "";
      node.addEventListener("input", (event) => {
        event.stopPropagation();
        this.triggerEvent("input", { value: node.value });
      });
      node.addEventListener("blur", () => this.triggerEvent("blur", { value: node.value }));
    },
  },
  observers: {
    value(next) {
      const node = nodeOf(this);
      if (node && node.value !== next) node.value = next ?? "";
    },
  },
});

/** `serve(request)` answers { statusCode, data } for every wx.request. */
export async function startPhone({ pack, serve, mount }) {
  const { MiniProgramEnv, glassEasel } = await import("glass-easel-miniprogram-adapter");
  glassEasel.globalOptions.writeIdToDOM = true;
  // Our built-in components know fewer properties than WeChat's: of no interest here.
  glassEasel.addGlobalWarningListener(() => false);
  const env = new MiniProgramEnv();
  const drawing = new glassEasel.CurrentWindowBackendContext();
  drawing.onEvent((target, type, detail, options) => {
    const event = new glassEasel.Event(type, detail, options);
    glassEasel.Event.dispatchEvent(target, event);
    return event.defaultPrevented() ? glassEasel.EventBubbleStatus.NoDefault : glassEasel.EventBubbleStatus.Normal;
  });
  const backend = env.associateBackend(drawing);
  const builtins = env.getGlobalCodeSpace();
  const space = env.createCodeSpace("main", true);
  const state = { stack: [], storage: new Map(), calls: [], title: "" };

  function builtin(tag, definition, slot = true) {
    const is = `phone/${tag}`;
    builtins.addCompiledTemplate(is, {
      groupList: pack.templates,
      content: pack.templates[slot ? "phone/slot" : "phone/empty"],
    });
    const made = builtins
      .component(is)
      .definition({ options: { virtualHost: false }, ...definition })
      .register();
    space.getComponentSpace().setGlobalUsingComponent(tag, innerOf(made));
  }
  builtin("input", typed(), false);
  builtin("textarea", typed(), false);
  builtin("view", {});
  builtin("image", { properties: { src: { type: String, value: "" } } }, false);
  builtin("scroll-view", { properties: { scrollY: { type: Boolean, value: false } } });
  builtin("picker", { properties: { mode: { type: String, value: "" }, value: { type: null, value: "" } } });
  builtin("button", {
    properties: { disabled: { type: Boolean, value: false } },
    lifetimes: {
      attached() {
        innerOf(this).addListener("tap", (event) => {
          if (this.data.disabled) event.stopPropagation();
        });
      },
    },
  });

  const tabs = pack.app.tabBar.list.map((tab) => tab.pagePath);
  const top = () => state.stack[state.stack.length - 1];
  const screen = {
    windowWidth: 375,
    windowHeight: 667,
    screenWidth: 375,
    screenHeight: 667,
    pixelRatio: 2,
    statusBarHeight: 20,
    safeArea: { top: 20, left: 0, right: 375, bottom: 667, width: 375, height: 647 },
  };
  const system = {
    ...screen,
    platform: "ios",
    system: "iOS 17.0",
    SDKVersion: "3.7.0",
    version: "8.0.50",
    fontSizeSetting: 16,
  };
  const launch = { path: pack.app.pages[0], query: {}, scene: 1001, referrerInfo: {} };
  const goTo = (options, replace) => {
    const { route, query } = parse(options.url);
    if (!pack.pages.includes(route)) return fail(options, `no page ${route}`);
    if (tabs.includes(route)) return fail(options, `${route} is a tab`);
    if (replace) close();
    else top()?.page.onHide?.();
    open(route, query);
    settle(options);
  };
  const known = {
    canIUse: () => true,
    nextTick: (run) => Promise.resolve().then(run),
    getSystemInfoSync: () => system,
    getWindowInfo: () => screen,
    getAppBaseInfo: () => ({ SDKVersion: system.SDKVersion, version: system.version, host: {} }),
    getDeviceInfo: () => ({ platform: "ios", system: system.system }),
    getLaunchOptionsSync: () => launch,
    getEnterOptionsSync: () => launch,
    getMenuButtonBoundingClientRect: () => ({ width: 87, height: 32, top: 24, right: 365, bottom: 56, left: 278 }),
    getAccountInfoSync: () => ({ miniProgram: { appId: "touristappid" } }),
    getStorageSync: (key) => JSON.parse(state.storage.get(key) ?? '""'),
    setStorageSync: (key, value) => void state.storage.set(key, JSON.stringify(value)),
    removeStorageSync: (key) => void state.storage.delete(key),
    login: (options) => settle(options, { code: "phone-code" }),
    showModal: (options) => settle(options, { confirm: true, cancel: false }),
    setNavigationBarTitle: (options) => {
      state.title = options.title;
      settle(options);
    },
    request: (options) => {
      const asked = { url: options.url, method: options.method ?? "GET", data: options.data, header: options.header };
      state.calls.push(asked);
      settle(options, serve(asked));
      return { abort() {} };
    },
    navigateTo: (options) => goTo(options, false),
    redirectTo: (options) => goTo(options, true),
    navigateBack: (options) => {
      if (state.stack.length > 1) close();
      show();
      settle(options);
    },
    switchTab: (options) => {
      while (state.stack.length > 0) close();
      open(parse(options.url).route, {});
      settle(options);
    },
  };
  // Taro takes up only the names it finds on wx.
  for (const name of "pageScrollTo showToast showLoading hideLoading makePhoneCall setClipboardData uploadFile downloadFile openDocument chooseMedia chooseMessageFile".split(
    " ",
  ))
    known[name] = (options) => settle(options);
  const wx = new Proxy(known, {
    get: (of, name) => {
      // webpack keeps its chunks on wx; everything else that is not ours answers that it went well.
      if (name in of || typeof name !== "string" || name === "webpackJsonp") return of[name];
      return /^(on|off)[A-Z]/.test(name) ? () => {} : (options) => settle(options);
    },
  });

  const world = { wx };
  for (const name of language) world[name] = globalThis[name];
  for (const name of ["setTimeout", "clearTimeout", "setInterval", "clearInterval"])
    world[name] = (...rest) => globalThis[name](...rest);
  world.globalThis = world.global = world;
  const NoEval = (...code) => {
    if (code.length === 1 && code[0] === "return this") return () => world;
    throw new Error("a mini-program may not make functions from text");
  };
  const loaded = {};
  let app = null;
  let registering = null;
  const define = (kind) => (definition) => registering[kind](definition);
  function load(key) {
    if (loaded[key]) return loaded[key].exports;
    if (!(key in pack.modules)) throw new Error(`no module ${key}`);
    const module = (loaded[key] = { exports: {} });
    const run = new Function(...givenToModules, pack.modules[key]);
    const given = [
      (id) => load(resolve(key, id)),
      module,
      module.exports,
      wx,
      (made) => {
        app = made;
      },
      define("Page"),
      define("Component"),
      define("Behavior"),
      () => app,
      () => state.stack.map((one) => one.page),
      world,
      world,
      NoEval,
    ];
    run.call(world, ...given);
    return module.exports;
  }
  const registered = new Set();
  function register(key) {
    if (registered.has(key)) return;
    registered.add(key);
    const config = pack.configs[key] ?? {};
    const using = {};
    for (const [name, id] of Object.entries(config.usingComponents ?? {})) {
      const part = resolve(key, id);
      using[name] = `/${part}`;
      register(part);
    }
    space.addComponentStaticConfig(key, { ...config, usingComponents: using });
    space.addCompiledTemplate(key, { groupList: pack.templates, content: pack.templates[key] });
    space.componentEnv(key, (kinds) => {
      const before = registering;
      registering = kinds;
      try {
        load(key);
      } finally {
        registering = before;
      }
    });
  }
  function open(route, query) {
    register(route);
    const root = backend.createRoot("page", space, route);
    const page = root.get();
    for (const name of ["route", "__route__"]) Object.defineProperty(page, name, { value: route, configurable: true });
    page.options = query;
    const frame = mount.ownerDocument.createElement("div");
    const place = mount.ownerDocument.createElement("div");
    frame.append(place);
    mount.replaceChildren(frame);
    state.stack.push({ route, root, page, frame });
    root.attach(frame, place);
    page.onLoad?.(query);
    page.onShow?.();
    setTimeout(() => page.onReady?.());
  }
  function close() {
    const gone = state.stack.pop();
    gone.page.onUnload?.();
    gone.root.release();
    gone.frame.remove();
  }
  function show() {
    mount.replaceChildren(top().frame);
    top().page.onShow?.();
  }

  load("app");
  app.onLaunch?.(launch);
  app.onShow?.(launch);
  const find = (id) => mount.querySelector(`[id$="--${id}"], [id="${id}"]`);
  const until = async (what, holds) => {
    for (const started = Date.now(); ;) {
      const found = holds();
      if (found) return found;
      if (Date.now() - started > 15_000)
        throw new Error(`waited for ${what}; the page says: ${mount.textContent.slice(-300)}`);
      await new Promise((next) => setTimeout(next, 5));
    }
  };
  /** No hand is as quick as a test: lets the page finish drawing, counted in turns of the event loop, not in milliseconds. */
  const quiet = async () => {
    for (let still = 0, before = ""; still < 8;) {
      await new Promise((next) => setTimeout(next, 1));
      still = mount.innerHTML === before ? still + 1 : 0;
      before = mount.innerHTML;
    }
  };
  const at = (id) => until(`#${id}`, () => find(id));
  return {
    state,
    open: (url) => {
      const { route, query } = parse(url);
      while (state.stack.length > 0) close();
      open(route, query);
    },
    route: () => top().route,
    find,
    says: (text) => until(`「${text}」`, () => mount.textContent.includes(text)),
    on: (route) => until(`the page ${route}`, () => top().route === route),
    async tap(id) {
      const node = await at(id);
      const { MouseEvent } = mount.ownerDocument.defaultView;
      for (const type of ["mousedown", "mouseup", "click"])
        node.dispatchEvent(new MouseEvent(type, { bubbles: true, clientX: 1, clientY: 1 }));
      await quiet();
    },
    async type(id, text) {
      const node = await at(id);
      const { Event } = mount.ownerDocument.defaultView;
      node.value = text;
      node.dispatchEvent(new Event("input", { bubbles: true }));
      node.dispatchEvent(new Event("blur"));
      await quiet();
    },
  };
}
